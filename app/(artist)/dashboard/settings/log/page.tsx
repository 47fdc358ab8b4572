import type { Metadata } from 'next';
import { LogTable } from '@/components/artist/log-table';
import { artistGate } from '@/lib/auth/gate';
import { isoInstant } from '@/lib/clock';
import { momentWords } from '@/lib/domain/release-words';
import { readLog } from '@/lib/workspaces/log';

export const metadata: Metadata = { title: 'Log' };

const PAGE = 50;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Who changed what, newest first. */
export default async function Page({ searchParams }: Props) {
  const { workspace } = await artistGate('/dashboard/settings/log');
  const { before } = await searchParams;
  const from = typeof before === 'string' && /^\d{1,15}$/.test(before) ? Number(before) : null;
  const lines = await readLog(workspace.id, { before: from, limit: PAGE + 1 });
  const shown = lines
    .slice(0, PAGE)
    .map(line => ({ ...line, iso: isoInstant(line.at), words: momentWords(line.at, null) }));
  return (
    <LogTable lines={shown} first={from === null} older={lines.length > PAGE ? (shown.at(-1)?.id ?? null) : null} />
  );
}
