'use client';

import { useEffect, useRef, useState } from 'react';
import { AreaField, SelectField, TextField } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';
import { Section } from '@/components/ui/section';
import { changedFields, type DraftFields } from '@/lib/domain/draft-fields';
import { DSP_NAMES, type Dsp } from '@/lib/domain/dsp';
import type { FoundInCatalogue } from '@/lib/domain/found-release';
import { AdviceBeside } from './advice-beside';
import { ArtworkField } from './artwork-field';
import type { Beside, KeepAction } from './draft-answers';
import { DraftFoot } from './draft-foot';
import { LookUpAgain } from './look-up-again';
import { PagePreview } from './page-preview';
import { ServiceFields } from './service-fields';
import { useDraft } from './use-draft';
import './editor.css';

export type EditorStart = {
  /** empty until it is kept for the first time */ id: string;
  /** the address of the campaign that is edited; empty for a new one */ campaign: string;
  revision: number;
  fields: DraftFields;
  found: readonly FoundInCatalogue[];
  beside: Beside;
  /** what is shown of the artwork */ artwork: string | null;
  /** the service whose catalogue it is from; null: the artist's own */ artworkFrom: Dsp | null;
  /** the page is public: its address stays */ isPublic: boolean;
};

type CampaignEditorProps = {
  start: EditorStart;
  /** the campaign's address up to its own end: "upbeat.example/" */ host: string;
  promises: Partial<Record<Dsp, string>>;
  keep: KeepAction;
  finish: FormAction;
  lookUp: FormAction;
};

const KINDS = [
  { value: '', label: 'Choose' },
  { value: 'single', label: 'Single' },
  { value: 'ep', label: 'EP' },
  { value: 'album', label: 'Album' },
];
const MODES = [
  { value: 'local-midnight', label: 'At midnight, country by country' },
  { value: 'instant', label: 'Everywhere at one moment' },
];

/** A campaign's form. What is typed is kept as it is typed; beside it the page as it will be. */
export function CampaignEditor({ start, host, promises, keep, finish, lookUp }: CampaignEditorProps) {
  const inside = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  // A campaign's form has one name in this browser, with a draft and without: the draft is gone when it is saved.
  const key = `upbeat.form.${start.campaign || start.id}`;
  const draft = useDraft(form, { ...start, key }, keep);
  const { touch, lost, resume } = draft;
  const [fields, setFields] = useState(start.fields);
  const [pictures, setPictures] = useState(0);
  const [restored, setRestored] = useState(false);
  const { id, campaign, revision, beside } = draft.kept;

  useEffect(() => {
    form.current = inside.current?.closest('form') ?? null;
    const left = lost();
    // What this browser has and the server has not: typed while the line was down or the session over.
    if (left && changedFields(start.fields, known(left.fields)).length > 0) {
      // If somebody else has changed the form since, it is not sent over theirs: the answer asks which of the two stays.
      resume(left);
      setFields(left.fields);
      setRestored(true);
    } else if (start.id === '') touch();
    // once, as the page opens
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => {
    if (restored) touch();
  }, [restored, touch]);

  const finishIt: FormAction = async (before, data) => {
    for (const [name, value] of Object.entries(await draft.rest())) data.set(name, value);
    try {
      return await finish(before, data);
    } catch (error) {
      if (isRedirect(error)) draft.forget();
      throw error;
    }
  };

  const takeTheirs = (theirs: DraftFields) => {
    draft.forget();
    setFields(theirs);
  };

  return (
    <div className="editor">
      <Form action={finishIt} label="Campaign">
        <div
          ref={inside}
          key={JSON.stringify(fields)}
          className="editor-form"
          onInput={touch}
          onBlur={event => event.target instanceof HTMLInputElement && touch()}
        >
          <input type="hidden" name="draft" value={id} readOnly />
          <input type="hidden" name="campaign" value={campaign} readOnly />
          <input type="hidden" name="revision" value={revision} readOnly />
          <ReleaseSection fields={fields} beside={beside} />
          <Section title="Artwork">
            <ArtworkField
              address={id ? `/dashboard/drafts/${id}/artwork` : null}
              shown={start.artwork}
              from={start.artworkFrom && DSP_NAMES[start.artworkFrom]}
              onChanged={() => setPictures(n => n + 1)}
            />
            <AdviceBeside advice={beside.advice} field="artwork" />
          </Section>
          <Section title="Services" about="Those without a link are found by the UPC once the release is out.">
            <LookUpAgain draft={id} kept={draft.state.kind === 'kept' && id !== ''} action={lookUp} />
            <ServiceFields fields={fields} found={start.found} advice={beside.advice} promises={promises} />
          </Section>
          <Section title="Codes" about="From your distributor. By these the release is found on release day.">
            <TextField
              name="upc"
              label="UPC or EAN"
              defaultValue={fields['upc'] ?? ''}
              inputMode="numeric"
              autoComplete="off"
              dir="ltr"
            />
            <AdviceBeside advice={beside.advice} field="upc" />
            <AreaField
              name="isrcs"
              label="ISRC of each track"
              hint="One a line; only needed where there is no UPC."
              rows={2}
              defaultValue={fields['isrcs'] ?? ''}
              autoComplete="off"
              spellCheck={false}
              dir="ltr"
            />
          </Section>
          <Section title="The link">
            <TextField
              name="slug"
              label="End of the link"
              defaultValue={fields['slug'] ?? ''}
              readOnly={start.isPublic}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              dir="ltr"
              hint={
                <>
                  <bdi>
                    {host}
                    {(fields['slug'] ?? '') === '' && '…'}
                  </bdi>{' '}
                  {start.isPublic ? 'It is public, so it stays as it is.' : beside.address.message}
                </>
              }
            />
          </Section>
          <DraftFoot draft={draft} start={start} restored={restored} takeTheirs={takeTheirs} />
        </div>
      </Form>
      <aside className="editor-aside" aria-label="The page as it will be">
        <PagePreview draft={id} version={`${revision}.${pictures}`} />
      </aside>
    </div>
  );
}

/** A new campaign leads to its page: Next throws that. */
function isRedirect(error: unknown): boolean {
  return error instanceof Error && 'digest' in error && String(error.digest).startsWith('NEXT_REDIRECT');
}

/** What is no field of the form, such as its revision, is not typed. */
function known(fields: DraftFields): DraftFields {
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => !['draft', 'campaign', 'revision'].includes(name)),
  );
}

function ReleaseSection({ fields, beside }: { fields: DraftFields; beside: Beside }) {
  const [mode, setMode] = useState(fields['mode'] ?? 'local-midnight');
  return (
    <Section title="The release">
      <TextField name="artist" label="Artist" defaultValue={fields['artist'] ?? ''} maxLength={300} />
      <TextField name="title" label="Title" defaultValue={fields['title'] ?? ''} maxLength={300} />
      <SelectField name="kind" label="What it is" options={KINDS} defaultValue={fields['kind'] ?? ''} />
      <SelectField
        name="mode"
        label="How it comes out"
        options={MODES}
        defaultValue={mode}
        onChange={event => setMode(event.target.value)}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="date" label="Release date" type="date" defaultValue={fields['date'] ?? ''} />
        {mode === 'instant' && (
          <TextField name="time" label="Time" type="time" defaultValue={fields['time'] ?? '00:00'} />
        )}
      </div>
      {mode === 'instant' && (
        <TextField
          name="zone"
          label="Time zone"
          defaultValue={fields['zone'] || new Intl.DateTimeFormat().resolvedOptions().timeZone}
          hint="Such as Europe/Berlin."
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
        />
      )}
      <AdviceBeside advice={beside.advice} field="release" />
      <AdviceBeside advice={beside.advice} field="kind" />
      <AreaField
        name="about"
        label="A few words for fans"
        hint="Stands at the foot of the page. May stay empty."
        defaultValue={fields['about'] ?? ''}
        maxLength={600}
      />
    </Section>
  );
}
