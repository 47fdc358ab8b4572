import { seen, type ReleaseDayFigure } from './figure';
import { judge } from './judge';
import { onStage, untilSettled, type Access, type Bench, type Scene } from './scene';

const SIZES = { full: [1_000, 10_000, 100_000], small: [1_000, 3_000] };
const WORKERS = 4;
const LATENCY_MS = 10;

/** What saves cost, and how that grows with their number: nothing is killed and nothing limits. The source of docs/growth.md. */
export async function growth(bench: Bench): Promise<ReleaseDayFigure[]> {
  const figures: ReleaseDayFigure[] = [];
  for (const fans of SIZES[bench.size]) figures.push(...(await cost(bench, fans, 'ahead', false)));
  const [, middle = 3_000] = SIZES[bench.size];
  figures.push(...(await cost(bench, middle, 'no', false)));
  await bench.server.watchStatements(true);
  try {
    for (const access of ['ahead', 'no'] as const) figures.push(...(await cost(bench, middle, access, true)));
  } finally {
    await bench.server.watchStatements(false);
  }
  return figures;
}

/** `watched`: its statements are counted, which costs time; so its time is no figure. */
function cost(bench: Bench, fans: number, access: Access, watched: boolean): Promise<ReleaseDayFigure[]> {
  const name = `growth: ${fans}, ${access === 'ahead' ? 'access fetched ahead' : 'no access'}`;
  return onStage(bench, 'growth', async scene => {
    bench.say(`${name}${watched ? ', statements counted' : ''}`);
    const release = await scene.release(fans, access);
    await scene.sandbox.setLatency(LATENCY_MS);
    const crew = scene.crew();
    await crew.start(WORKERS);
    const before = { ...(await size(scene)), ...scene.cpu(), workers: crew.cpuSeconds() };
    if (watched) await scene.database.client`select pg_stat_statements_reset()`;
    await scene.turn([release], 1_500);
    await untilSettled(bench, scene, name, fans, 240_000);
    const after = { ...scene.cpu(), workers: crew.cpuSeconds() };
    const counted = watched ? await statements(bench, scene) : 0;
    await crew.stop();
    const { wal, bytes } = await size(scene);
    const { calls } = await scene.sandbox.state();
    const found = await judge(scene, release);
    const per = (what: string, value: number, unit: string) =>
      seen({ what: `${name}: ${what} per 1,000`, value: Math.round((value / fans) * 1e6) / 1e3, unit });
    if (watched) return [per('SQL statements', counted, '')];
    return [
      seen({ what: `${name}: time`, value: found.settledMs / 1000, unit: 's' }),
      per('DSP calls', calls, ''),
      per('WAL', (wal - before.wal) / 1024, 'KiB'),
      per('tables and indexes grow', (bytes - before.bytes) / 1024, 'KiB'),
      per('processor time of the workers', (after.workers - before.workers) * 1000, 'ms'),
      per('processor time of PostgreSQL', (after.postgres - before.postgres) * 1000, 'ms'),
      per('processor time of the sandbox', (after.sandbox - before.sandbox) * 1000, 'ms'),
    ];
  });
}

async function size({ database }: Scene): Promise<{ wal: number; bytes: number }> {
  const [row] = await database.client<{ wal: number; bytes: number }[]>`
    select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::float8 as wal,
      (select sum(pg_total_relation_size(oid)) from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace)::float8 as bytes`;
  return row ?? { wal: 0, bytes: 0 };
}

/** How many statements the workers made; the ones that took longest are said. */
async function statements(bench: Bench, { database }: Scene): Promise<number> {
  const rows = await database.client<{ query: string; calls: number; ms: number }[]>`
    select regexp_replace(s.query, '\\s+', ' ', 'g') as query, s.calls::float8 as calls, s.total_exec_time as ms
    from pg_stat_statements s join pg_database d on d.oid = s.dbid and d.datname = current_database()
    where s.toplevel order by s.total_exec_time desc`;
  for (const { query, calls, ms } of rows.slice(0, 12))
    bench.say(`  ${ms.toFixed(0).padStart(6)} ms in ${calls} x ${query.slice(0, 110)}`);
  return rows.reduce((sum, { calls }) => sum + calls, 0);
}
