import { FigureTable } from '@/components/artist/charts/chart';
import type { FormAction } from '@/components/ui/form-answer';
import { Section } from '@/components/ui/section';
import { numberWords } from '@/lib/domain/number-words';
import { OUTCOMES, type Outcomes } from '@/lib/domain/outcome';
import { OUTCOME_LABELS, teachWords, worthWords } from '@/lib/domain/outcome-words';
import { OutcomeForm } from './outcome-form';

type Run = { slug: string; title: string; presaves: number; outcomes: Outcomes };

type OutcomeSheetProps = {
  slug: string;
  title: string;
  /** the first day of the release, YYYY-MM-DD */ from: string;
  mine: Run;
  runs: readonly Run[];
  /** null for somebody who only looks */ action: FormAction | null;
};

/** What became of a release beside its pre-saves, and of all the others, so that the next count can be read. */
export function OutcomeSheet({ slug, title, from, mine, runs, action }: OutcomeSheetProps) {
  const told = runs.filter(({ outcomes }) => outcomes.streams !== undefined);
  const worth = worthWords(mine.presaves, mine.outcomes);
  return (
    <>
      <Section
        title="What it was worth"
        about={
          worth ??
          `${numberWords(mine.presaves)} pre-saves without doubt. Tell what the first week brought, and they can be set beside it.`
        }
      >
        {null}
      </Section>
      <Section title="The first week" about={`From ${from} on, as Spotify for Artists has it. Days there are UTC.`}>
        {action ? (
          <OutcomeForm slug={slug} title={title} from={from} values={mine.outcomes} action={action} />
        ) : (
          <Told values={mine.outcomes} />
        )}
      </Section>
      <Section
        title="Across your releases"
        about={
          teachWords(
            told.flatMap(({ presaves, outcomes: { streams } }) =>
              streams === undefined ? [] : [{ presaves, streams }],
            ),
          ) ?? 'From three releases with fifty pre-saves or more, this says what a pre-save tends to stand for.'
        }
      >
        {told.length > 0 && (
          <FigureTable
            caption="Across your releases"
            columns={['Release', 'Pre-saves', 'Streams', 'For each']}
            rows={told.map(({ title: name, presaves, outcomes: { streams = 0 } }) => [
              name,
              numberWords(presaves),
              numberWords(streams),
              presaves > 0 ? (streams / presaves).toFixed(1) : '–',
            ])}
          />
        )}
      </Section>
    </>
  );
}

function Told({ values }: { values: Outcomes }) {
  const rows = OUTCOMES.flatMap(what => {
    const value = values[what];
    if (value === undefined) return [];
    const words = what === 'editorial' ? (value === 1 ? 'On a playlist' : 'Not this time') : numberWords(value);
    return [[OUTCOME_LABELS[what].name, words] as const];
  });
  return (
    <>
      <p className="text-muted">An editor or an owner of this workspace can record it.</p>
      {rows.length > 0 && <FigureTable caption="The first week" columns={['What', 'So many']} rows={rows} />}
    </>
  );
}
