import { Section } from '@/components/ui/section';
import { Table } from '@/components/ui/table';
import { ButtonWay } from '@/components/ui/way';
import type { AuditAction, AuditDetails } from '@/lib/domain/audit';
import { logActor, logWords } from './log-words';

/** One line as the page has prepared it: `words` is its moment in words, `iso` the same for machines. */
export type LogRow = {
  id: number;
  actor: string | null;
  actorId: string | null;
  action: AuditAction;
  subject: string | null;
  details: AuditDetails;
  iso: string;
  words: string;
};

const COLUMNS = [
  { key: 'what', label: 'What', quiet: true },
  { key: 'when', label: 'When', quiet: true },
];

/** The log, a page of it. `older` is the line from which the next page goes on, if there is one. */
export function LogTable({ lines, first, older }: { lines: readonly LogRow[]; first: boolean; older: number | null }) {
  const rows = lines.map(line => ({
    key: String(line.id),
    cells: {
      what: (
        <>
          <bdi className="font-semibold">{logActor(line)}</bdi> <bdi>{logWords(line)}</bdi>
        </>
      ),
      when: (
        <time dateTime={line.iso} className="text-muted md:whitespace-nowrap">
          {line.words}
        </time>
      ),
    },
  }));
  return (
    <Section title="Who changed what" about="Nobody can change or remove a line, owners included.">
      {rows.length > 0 ? <Table caption="Changes, newest first" columns={COLUMNS} rows={rows} /> : <p>Nothing yet.</p>}
      {(older !== null || !first) && (
        <div className="flex flex-wrap gap-2">
          {!first && <ButtonWay href="/dashboard/settings/log">Newest</ButtonWay>}
          {older !== null && <ButtonWay href={`/dashboard/settings/log?before=${older}`}>Older</ButtonWay>}
        </div>
      )}
    </Section>
  );
}
