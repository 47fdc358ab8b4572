import { useEffect } from 'react';
import { Button } from '@/components/ui/button';
import { useForm } from '@/components/ui/form';
import { Status } from '@/components/ui/status';
import type { DraftFields } from '@/lib/domain/draft-fields';
import type { EditorStart } from './campaign-editor';
import { fieldLabels } from './field-labels';
import type { DraftState, useDraft } from './use-draft';

type DraftFootProps = {
  draft: ReturnType<typeof useDraft>;
  start: EditorStart;
  restored: boolean;
  takeTheirs: (theirs: DraftFields) => void;
};

const WORDS: Partial<Record<DraftState['kind'], string>> = {
  kept: 'Kept. You can close this and go on later.',
  waiting: 'Typing …',
  sending: 'Keeping it …',
  offline: 'Not sent: the connection is down. It is kept in this browser, and sent when the line is back.',
};

/** The foot of the form: whether what was typed is safe, and what can be done with it. */
export function DraftFoot({ draft, start, restored, takeTheirs }: DraftFootProps) {
  const { state } = draft;
  const { answer, pending } = useForm();
  const { hold, settle, touch } = draft;
  useEffect(() => {
    if (pending) hold();
  }, [pending, hold]);
  useEffect(() => {
    if (answer.kind === 'done') settle();
    if (answer.kind === 'refused') touch();
  }, [answer, settle, touch]);
  const asksOnceMore = answer.kind === 'refused' && 'anyway' in answer.fields;
  return (
    <div className="editor-foot">
      <div role="status" className="grid gap-2">
        {restored && state.kind === 'kept' && (
          <Status tone="good">What you had typed here before is back, and kept now.</Status>
        )}
        {state.kind === 'overtaken' && <Overtaken state={state} draft={draft} takeTheirs={takeTheirs} />}
        {state.kind === 'shut' && <Shut state={state} draft={draft} />}
        {WORDS[state.kind] && <p className="text-small text-muted">{WORDS[state.kind]}</p>}
      </div>
      <div className="flex flex-wrap gap-2">
        {start.isPublic ? (
          <Button type="submit" look="main" busy="Saving …">
            Save the changes
          </Button>
        ) : (
          <>
            {asksOnceMore ? (
              <Button type="submit" look="bad" name="publish" value="anyway" busy="Publishing …">
                Publish all the same
              </Button>
            ) : (
              <Button type="submit" look="main" name="publish" value="yes" busy="Publishing …">
                Publish the link
              </Button>
            )}
            <Button type="submit" name="publish" value="no" busy="Saving …">
              Save, and publish later
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

type PartProps<K extends DraftState['kind']> = {
  state: Extract<DraftState, { kind: K }>;
  draft: ReturnType<typeof useDraft>;
};

function Overtaken({
  state,
  draft,
  takeTheirs,
}: PartProps<'overtaken'> & { takeTheirs: (theirs: DraftFields) => void }) {
  return (
    <>
      <Status tone="warn">
        {state.by} has changed this form since you opened it: {fieldLabels(state.differ)}. Yours is kept in this browser
        and not sent.
      </Status>
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() => {
            takeTheirs(state.fields);
            location.reload();
          }}
        >
          Take theirs
        </Button>
        <Button onClick={() => draft.keepMine(state)}>Keep mine</Button>
      </div>
    </>
  );
}

function Shut({ state, draft }: PartProps<'shut'>) {
  return (
    <>
      <Status tone="bad">{state.message}</Status>
      {state.why === 'gone' && (
        <div>
          <Button onClick={draft.keepAnew}>Begin a new draft with it</Button>
        </div>
      )}
      {state.why === 'signed_out' && (
        <div className="flex flex-wrap gap-2">
          <a className="button" data-look="plain" href="/sign-in" target="_blank" rel="noopener">
            Sign in in another tab
          </a>
          <Button onClick={() => void draft.send()}>Send it again</Button>
        </div>
      )}
    </>
  );
}
