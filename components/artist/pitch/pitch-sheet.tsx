import { CopyButton } from '@/components/artist/share/copy-button';
import { FigureTable } from '@/components/artist/charts/chart';
import { Section } from '@/components/ui/section';
import { Stat } from '@/components/ui/stat';
import { numberWords } from '@/lib/domain/number-words';
import { growthWords, pitchText, trustWords, type Pitch, type PitchLine } from '@/lib/domain/pitch';
import { PrintButton } from './print-button';
import './pitch.css';

const SHOWN = 8;

/** One page for an editor: what listeners have asked for, with what is doubted left out and said. */
export function PitchSheet({ pitch }: { pitch: Pitch }) {
  const text = pitchText(pitch);
  return (
    <>
      <div className="pitch-actions flex flex-wrap gap-3">
        <CopyButton text={text} label="Copy as text" look="main" />
        <PrintButton />
      </div>
      <article className="pitch grid gap-6" aria-label="Pitch sheet">
        <header className="pitch-head">
          <p className="font-display text-[1.75rem] leading-tight font-extrabold [overflow-wrap:anywhere]">
            <bdi>{pitch.artist}</bdi> – <bdi>{pitch.title}</bdi>
          </p>
          <p>
            {pitch.isOut ? 'Out since' : 'Out'} {pitch.date}.{' '}
            <span className="[overflow-wrap:anywhere]">{pitch.address}</span>
          </p>
        </header>
        <Section title="Demand" about={trustWords(pitch)}>
          <div className="grid grid-cols-2 gap-x-6 gap-y-5 md:grid-cols-4">
            <Stat value={numberWords(pitch.sound)} label="pre-saves without doubt" />
            <Stat value={numberWords(pitch.doubtful)} label="doubtful, left out" />
            <Stat value={numberWords(pitch.visitors)} label="visitors, by the day" />
            <Stat value={numberWords(pitch.saved)} label="in a library" />
          </div>
          <p>{growthWords(pitch) ?? (pitch.growth ? 'None in these two weeks.' : 'Too young to tell how it grows.')}</p>
        </Section>
        <div className="pitch-columns grid content-start gap-6 md:grid-cols-3">
          <Lines title="By country" head="Country" lines={pitch.countries} />
          <Lines title="By service" head="Service" lines={pitch.services} />
          <Lines title="Top channels" head="Channel" lines={pitch.channels} />
        </div>
        <p className="text-small text-muted">
          Pre-saves without doubt, counted by Upbeat on {pitch.counted}. Visitors are people a day, without bots.
        </p>
      </article>
      <div className="pitch-actions">
        <Section title="The same as a text" about="For a form or a mail.">
          <pre dir="auto" className="font-[inherit] whitespace-pre-wrap [overflow-wrap:anywhere]">
            {text}
          </pre>
        </Section>
      </div>
    </>
  );
}

function Lines({ title, head, lines }: { title: string; head: string; lines: readonly PitchLine[] }) {
  const rows = lines.slice(0, SHOWN).map(({ name, n }) => [name, numberWords(n)] as const);
  return (
    <Section title={title} about={rows.length === 0 ? 'None yet.' : undefined}>
      {rows.length > 0 && <FigureTable caption={title} columns={[head, 'Pre-saves']} rows={rows} />}
    </Section>
  );
}
