import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, exactly, seen, type ReleaseDayFigure } from './figure';
import { judge } from './judge';
import { killAt } from './kill';
import { seededRandom } from './random';
import { onStage, untilSettled, type Bench, type Scene } from './scene';

const SIZES = { full: { fans: 6_000, kills: 8, spreadMs: 6_000 }, small: { fans: 500, kills: 2, spreadMs: 1_000 } };
const WORKERS = 2;
/** The most calls a worker keeps in flight (`lib/domain/in-flight.ts`). */
const IN_FLIGHT = 128;
/** A token's answer that came this long before the kill had been committed, however slow the disk. */
const UNDER_WAY_MS = 1_500;
const TOKEN_ROUTE = '^POST /accounts/api/token$';

/** Every refresh token works once. Workers are killed between the answer that brings the next one and the save. */
export function rotation(bench: Bench): Promise<ReleaseDayFigure[]> {
  const { fans, kills, spreadMs } = SIZES[bench.size];
  const play = async (scene: Scene) => {
    bench.say(`rotation: ${fans} fans whose refresh tokens work once`);
    const release = await scene.release(fans, 'no');
    await scene.sandbox.setLatency(10);
    const crew = scene.crew();
    await crew.start(WORKERS);
    await scene.turn([release], 1_000);
    const random = seededRandom(bench.seed);
    const killed: number[] = [];
    const moments = Array.from({ length: kills }, () => release.moment + 1_000 + random() * spreadMs).toSorted(
      (a, b) => a - b,
    );
    await killAt(crew, moments, random, () => killed.push(Date.now()));
    await untilUndecided(scene);
    const suspects = await stranded(scene);
    bench.say(`rotation: ${kills} kills done, ${suspects.length} permissions in doubt; four hours pass`);
    await letHoursPass(scene);
    await untilSettled(bench, scene, 'rotation', fans, 90_000);
    const found = await judge(scene, release);
    const library = await scene.sandbox.library(release.uri);
    const lost = release.fans.filter(fan => library[fan] === undefined);
    const caught = await underWay(scene, killed);
    return [
      atMost(
        kills * IN_FLIGHT,
        { what: 'rotation: lost', value: lost.length, oracle: '0' },
        `${kills} kills x at most ${IN_FLIGHT} calls in flight`,
      ),
      exactly(0, {
        what: 'rotation: lost without a refresh in flight',
        value: lost.filter(fan => !caught.has(fan)).length,
      }),
      exactly(lost.length, { what: 'rotation: of them needs_reconnect', value: await marked(scene, lost) }),
      exactly(lost.length, { what: 'rotation: needs_reconnect in all', value: found.states['needs_reconnect'] ?? 0 }),
      seen({ what: 'rotation: refreshes in flight at the kills', value: caught.size }),
      exactly(0, { what: 'rotation: unexpected', value: found.unexpected }),
      exactly(0, { what: 'rotation: unexplained in the ledger', value: found.unexplained }),
    ];
  };
  return onStage(bench, 'rotation', play, { rotation: 'always' });
}

/** Until all that is left are fans whose permission was refused once and is to be tried again later. */
async function untilUndecided({ database }: Scene): Promise<void> {
  const limit = performance.now() + 90_000;
  while (performance.now() < limit) {
    const [row] = await database.client<{ n: number }[]>`
      select count(*)::int as n from presaves
      where state = 'saving' or (state = 'held' and reason <> 'grant_unconfirmed')`;
    if (row?.n === 0) return;
    await sleep(250);
  }
}

async function stranded({ database }: Scene): Promise<string[]> {
  const rows = await database.client<{ fan: string }[]>`
    select account_key as fan from presaves where state = 'held' and reason = 'grant_unconfirmed'`;
  return rows.map(({ fan }) => fan);
}

/** A refusal is confirmed over three hours, which nobody waits for here: the first one is put back in time, and the next try to now. */
async function letHoursPass({ database }: Scene): Promise<void> {
  await database.client`
    update grants set rejected_since = rejected_since - interval '4 hours' where rejected_since is not null`;
  await database.client`
    update presaves set next_attempt_at = now() where state = 'held' and reason = 'grant_unconfirmed'`;
}

async function marked({ database }: Scene, fans: readonly string[]): Promise<number> {
  const [row] = await database.client<{ n: number }[]>`
    select count(*)::int as n from presaves where state = 'needs_reconnect' and account_key = any(${fans as string[]})`;
  return row?.n ?? -1;
}

/** Fans whose refresh was asked for shortly before a kill. */
async function underWay({ sandbox }: Scene, kills: readonly number[]): Promise<Set<string>> {
  const calls = await Promise.all(
    kills.map(at => sandbox.calls({ route: TOKEN_ROUTE, from: at - UNDER_WAY_MS, to: at + 1 })),
  );
  return new Set(calls.flat().flatMap(({ fan }) => fan ?? []));
}
