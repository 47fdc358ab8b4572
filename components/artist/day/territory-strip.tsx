import { Section } from '@/components/ui/section';
import { Table } from '@/components/ui/table';
import { listWords } from '@/lib/domain/list-words';
import { counted, durationWords, numberWords } from '@/lib/domain/number-words';
import type { DayTurn, DayView } from './day-view';
import { clockAt } from './use-clock';
import './day.css';

const COLUMNS = [
  { key: 'at', label: 'Midnight', quiet: true },
  { key: 'where', label: 'Where', quiet: true },
  { key: 'fans', label: 'Fans', figure: true },
  { key: 'saved', label: 'Saved', figure: true },
];

const rest = ({ territories, names }: DayTurn) => territories - names.length;

/** "Germany, France, Italy and 28 more" */
function whereWords(turn: DayTurn): string {
  return rest(turn) > 0 ? `${turn.names.join(', ')} and ${rest(turn)} more` : listWords(turn.names);
}

/** How far the release has come around the world, in a sentence. */
function passedWords({ turns, now }: DayView): string {
  const all = turns.reduce((sum, turn) => sum + turn.territories, 0);
  const passed = turns.filter(({ at }) => at <= now).reduce((sum, turn) => sum + turn.territories, 0);
  if (passed === 0) return `Still ahead in all ${all} countries.`;
  return passed === all
    ? `The day has begun in all ${all} countries.`
    : `The day has begun in ${passed} of ${all} countries.`;
}

/** The 26 hours of a release at local midnight: where it is out, which midnight is next, and where the fans are. */
export function TerritoryStrip({ view, zone }: { view: DayView; zone: string | null }) {
  const { turns, now } = view;
  const [first, last] = [turns[0], turns.at(-1)];
  if (!first || !last || view.isInstant) return null;
  const next = turns.find(({ at }) => at > now);
  const clock = (at: number) => clockAt(at, zone, now);
  return (
    <Section title="Around the world" about={passedWords(view)}>
      <div className="grid gap-2">
        <Strip view={view} />
        <p className="flex justify-between gap-4 text-small text-muted" aria-hidden="true">
          <span>{clock(first.at)}</span>
          <span className="text-end">{clock(last.at)}</span>
        </p>
        {next && (
          <p>
            Next midnight: <strong className="font-semibold">{whereWords(next)}</strong>, at {clock(next.at)} (in{' '}
            {durationWords(next.at - now)}
            {next.fans > 0 && `, ${counted(next.fans, 'fan')}`}).
          </p>
        )}
      </div>
      <details>
        <summary className="min-h-(--target) content-center font-semibold underline decoration-edge underline-offset-4">
          All midnights
        </summary>
        <Table
          caption="When the release is out, by the midnights of its territories"
          columns={COLUMNS}
          rows={turns.map(turn => ({
            key: String(turn.at),
            cells: {
              at: <span className={turn.at <= now ? 'font-semibold' : ''}>{clock(turn.at)}</span>,
              where: whereWords(turn),
              fans: numberWords(turn.fans),
              saved: numberWords(turn.saved),
            },
          }))}
        />
      </details>
    </Section>
  );
}

/** A column for each midnight, as high as it has fans, filled as far as they have the release. */
function Strip({ view: { turns, now } }: { view: DayView }) {
  const [first, last] = [turns[0]?.at ?? 0, turns.at(-1)?.at ?? 0];
  const most = Math.max(1, ...turns.map(({ fans }) => fans));
  const along = (at: number) => `${Math.min(100, Math.max(0, ((at - first) / (last - first)) * 100))}%`;
  return (
    <div className="day-strip" aria-hidden="true">
      {turns.map(turn => (
        <span
          key={turn.at}
          className="day-turn"
          data-nobody={turn.fans === 0 || undefined}
          // a square root, so that a hundred fans do not make one invisible
          style={{ left: along(turn.at), height: `${turn.fans === 0 ? 6 : 12 + 84 * Math.sqrt(turn.fans / most)}%` }}
        >
          <span style={{ height: turn.fans === 0 ? 0 : `${(turn.saved / turn.fans) * 100}%` }} />
        </span>
      ))}
      <span className="day-strip-passed" style={{ width: along(now) }} />
      {now > first && now < last && <span className="day-strip-now" style={{ left: along(now) }} />}
    </div>
  );
}
