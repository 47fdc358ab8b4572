import { auditLedger } from '../../lib/campaigns/ledger-audit';
import { readLedger } from '../../lib/campaigns/ledger';
import type { SandboxVerdict } from '../../e2e/sandbox/client';
import type { Release, Scene } from './scene';

/** What became of a release, by the sandbox and the database alone. Words as Jepsen uses them. */
export type Judgement = {
  /** due, and not in the library */ lost: number;
  /** in a library without a due pre-save, or before the moment */ unexpected: number;
  /** save calls beyond a fan's first that did or may have done something */ duplicated: number;
  /** taken back from a worker that died, and saved */ recovered: number;
  /** how far ledger, rows and counts are from each other */ unexplained: number;
  verdict: SandboxVerdict;
  /** from the moment to the last save, and until the last row was written (ms) */ lastSaveMs: number;
  settledMs: number;
  states: Record<string, number>;
};

/** Judges one release. All of its fans are due unless `due` says otherwise. */
export async function judge(
  { sandbox, database }: Scene,
  release: Release,
  due: ReadonlySet<string> = new Set(release.fans),
): Promise<Judgement> {
  const library = await sandbox.library(release.uri);
  const verdict = await sandbox.verdict(release.uri);
  const early = await sandbox.verdict(release.uri, { to: release.moment });
  const entries = Object.entries(library);
  const foreign = entries.filter(([fan, at]) => !due.has(fan) || at < release.moment).length;
  const [sums] = await database.client<{ settled: number | null; recovered: number }[]>`
    select (extract(epoch from max(updated_at) filter (where state in ('saved', 'refused', 'needs_reconnect'))) * 1000)::float8
      as settled,
      (select count(distinct l.presave_id)::int from ledger l join presaves s on s.id = l.presave_id and s.state = 'saved'
        where l.campaign_id = ${release.id} and l.reason = 'rescued') as recovered
    from presaves where campaign_id = ${release.id}`;
  const states = await database.client<{ state: string; n: number }[]>`
    select state, count(*)::int as n from presaves where campaign_id = ${release.id} group by state`;
  const sheet = await readLedger(database.db, release.id);
  const audit = await auditLedger(database.db, release.id);
  return {
    lost: [...due].filter(fan => library[fan] === undefined).length,
    unexpected: Math.max(foreign, early.saveCalls),
    duplicated: verdict.extraCalls,
    recovered: sums?.recovered ?? 0,
    unexplained: sheet.unexplained + audit.unexplained + audit.gaps + audit.lost + audit.miscounted,
    verdict,
    lastSaveMs: entries.reduce((last, [, at]) => Math.max(last, at), release.moment) - release.moment,
    settledMs: (sums?.settled ?? release.moment) - release.moment,
    states: Object.fromEntries(states.map(({ state, n }) => [state, n])),
  };
}
