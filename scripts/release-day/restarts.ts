import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { startTcpProxy, type TcpProxy } from '../../lib/testing/tcp-proxy';
import type { Crew } from './crew';
import { atMost, exactly, seen, type ReleaseDayFigure } from './figure';
import { judge } from './judge';
import { onStage, untilSettled, type Bench, type Release, type Scene } from './scene';

const SIZES = {
  full: { fans: 20_000, crashes: 5, holeMs: 5_000, workers: 4 },
  small: { fans: 900, crashes: 1, holeMs: 2_000, workers: 2 },
};
/** Slow enough that the fans last for all that happens. */
const LATENCY_MS = 150;
const RESUME_S = 10;
const PATIENCE_MS = 40_000;

type Play = { bench: Bench; scene: Scene; crew: Crew };
type Trouble = { name: string; make: () => Promise<void> };

/** The database is crashed again and again, and the connections to it are lost in the ways a network loses them. */
export function restarts(bench: Bench): Promise<ReleaseDayFigure[]> {
  const { fans, crashes, holeMs, workers } = SIZES[bench.size];
  return onStage(bench, 'restarts', async scene => {
    bench.say(`restarts: seeding ${fans} fans`);
    const release = await scene.release(fans, 'ahead');
    await scene.sandbox.setLatency(LATENCY_MS);
    const proxy = await startTcpProxy({ host: '127.0.0.1', port: bench.server.port });
    try {
      const crew = scene.crew({ DATABASE_URL: proxy.url(scene.url) });
      await crew.start(workers);
      await scene.turn([release], 1_500);
      const troubles = [
        ...Array.from({ length: crashes }, () => ({ name: 'crash', make: bench.server.crash })),
        { name: 'reset, then black hole', make: () => blackHole(proxy, holeMs, true) },
        { name: 'black hole', make: () => blackHole(proxy, holeMs, false) },
      ];
      const pauses = await makeTrouble({ bench, scene, crew }, release, troubles);
      if (crew.workers.length > 0) await untilSettled(bench, scene, 'restarts', fans, PATIENCE_MS);
      const found = await judge(scene, release);
      bench.say(`restarts: ${JSON.stringify(found.verdict.statuses)} ${JSON.stringify(found.states)}`);
      return [
        exactly(0, { what: 'restarts: lost', value: found.lost }),
        exactly(0, { what: 'restarts: unexpected', value: found.unexpected }),
        seen({ what: 'restarts: duplicated (extra calls)', value: found.duplicated, oracle: '0' }),
        seen({ what: 'restarts: recovered', value: found.recovered }),
        exactly(0, { what: 'restarts: unexplained in the ledger', value: found.unexplained }),
        ...[...new Set(troubles.map(({ name }) => name))].map(name =>
          atMost(RESUME_S, {
            what: `restarts: work resumed, longest after a ${name}`,
            value: Math.max(...pauses.filter(pause => pause.name === name).map(pause => pause.ms)) / 1000,
            unit: 's',
          }),
        ),
        exactly(0, { what: 'restarts: workers that ended', value: crew.deserted }),
        seen({ what: 'restarts: all saved and written', value: found.settledMs / 1000, unit: 's' }),
      ];
    } finally {
      await proxy.close();
    }
  });
}

async function blackHole(proxy: TcpProxy, ms: number, reset: boolean): Promise<void> {
  if (reset) proxy.resetAll();
  proxy.blackHole(true);
  await sleep(ms);
  proxy.blackHole(false);
}

/**
 * Each trouble comes when another part of the fans is saved. Work has resumed with the first pre-save that was both claimed and
 * written after the trouble was over: results that were kept through it do not count.
 */
async function makeTrouble({ bench, scene, crew }: Play, { fans }: Release, troubles: readonly Trouble[]) {
  const pauses: { name: string; ms: number }[] = [];
  for (const [i, { name, make }] of troubles.entries()) {
    const share = (i + 0.5) / (troubles.length + 1);
    await ask({ scene, crew }, async sql => {
      const [row] = await sql<{ n: number }[]>`select count(*)::int as n from presaves where state = 'saved'`;
      return row && row.n >= fans.length * share ? row.n : null;
    });
    await make();
    const over = Date.now();
    const resumed = await ask({ scene, crew }, async sql => {
      const [row] = await sql<{ at: number | null }[]>`
        with claims as (select presave_id from ledger where to_state = 'saving' and at > to_timestamp(${over / 1000}))
        select (extract(epoch from min(at)) * 1000)::float8 as at from ledger join claims using (presave_id)
        where to_state = 'saved' and at > to_timestamp(${over / 1000})`;
      return row?.at ?? null;
    });
    const ms = (resumed ?? Infinity) - over;
    bench.say(`restarts: ${name}; work resumed after ${(ms / 1000).toFixed(1)} s`);
    pauses.push({ name, ms });
  }
  return pauses;
}

/** Asks until there is an answer; null when there is none in time, or nobody left who could make one. */
async function ask(
  { scene, crew }: Pick<Play, 'scene' | 'crew'>,
  question: (sql: postgres.Sql) => Promise<number | null>,
): Promise<number | null> {
  const limit = performance.now() + PATIENCE_MS;
  while (performance.now() < limit && crew.workers.length > 0) {
    const answer = await question(scene.database.client).catch(() => null);
    if (answer !== null) return answer;
    await sleep(100);
  }
  return null;
}
