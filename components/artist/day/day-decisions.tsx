import { Button } from '@/components/ui/button';
import { Form } from '@/components/ui/form';
import type { FormAction } from '@/components/ui/form-answer';
import { Section } from '@/components/ui/section';
import { DSP_NAMES } from '@/lib/domain/dsp';
import { namesWords } from '@/lib/domain/number-words';
import type { DayCandidate, DayView } from './day-view';

/** What may be done here; null for somebody who only looks. */
export type DayActions = { link: FormAction; refuse: FormAction };

/** Matches that only the artist can settle: until then nothing is saved there. */
export function DayDecisions({ view, actions }: { view: DayView; actions: DayActions | null }) {
  if (view.candidates.length === 0) return null;
  const about = actions
    ? 'Your release’s code leads to something under another name. Nothing is saved there until you say whether that is it.'
    : 'The release’s code leads to something under another name. An editor or an owner of this workspace says whether that is it.';
  return (
    <Section title="Is this your release?" about={about}>
      <ul className="grid gap-4">
        {view.candidates.map(candidate => (
          <li key={`${candidate.dsp} ${candidate.uri}`} className="grid gap-3 border-s-4 border-accent bg-sheet p-4">
            <Compared view={view} candidate={candidate} />
            {actions && <Answers slug={view.slug} candidate={candidate} actions={actions} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Compared({ view, candidate }: { view: DayView; candidate: DayCandidate }) {
  const name = DSP_NAMES[candidate.dsp];
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-muted">You</dt>
        <dd className="[overflow-wrap:anywhere]">
          <bdi>{view.artist}</bdi> – <bdi>{view.title}</bdi>
        </dd>
        <dt className="text-muted">{name}</dt>
        <dd className="font-semibold [overflow-wrap:anywhere]">
          <bdi>{candidate.artist}</bdi> – <bdi>{candidate.title}</bdi>
        </dd>
      </dl>
      <p className="text-small text-muted">
        In {namesWords(candidate.markets, 4)}.{' '}
        <a
          href={candidate.url}
          rel="noreferrer"
          className="inline-block min-h-(--target) content-center underline decoration-edge underline-offset-4"
        >
          Look at it on {name}
        </a>
      </p>
    </>
  );
}

function Answers({ slug, candidate, actions }: { slug: string; candidate: DayCandidate; actions: DayActions }) {
  const { dsp, uri, url } = candidate;
  const which = (
    <>
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="dsp" value={dsp} />
    </>
  );
  return (
    <div className="flex flex-wrap gap-2">
      <Form action={actions.link} leaves className="grid gap-2">
        {which}
        <input type="hidden" name="link" value={url} />
        <Button type="submit" look="main" busy="Linking …">
          Yes, save this one
        </Button>
      </Form>
      <Form action={actions.refuse} leaves className="grid gap-2">
        {which}
        <input type="hidden" name="uri" value={uri} />
        <Button type="submit" busy="Noting …">
          No, it is another
        </Button>
      </Form>
    </div>
  );
}
