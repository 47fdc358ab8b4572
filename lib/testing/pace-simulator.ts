import { inFlightCap, newInFlight, onAnswer, onLimited } from '../domain/in-flight';
import {
  askPace,
  newPace,
  paceBlockedUntil,
  reportPace,
  type KnownRate,
  type PaceReport,
  type PaceState,
} from '../domain/pace';
import { Agenda, random } from './pace-agenda';
import type { SimulatedLimiter } from './pace-limiters';

/** Workers that make `calls` calls in virtual time. `kills`: when (ms) a process dies; another takes its place. */
export type Simulation = {
  seed: number;
  rate: KnownRate;
  limiter: () => SimulatedLimiter;
  calls: number;
  processes?: number;
  lanes?: number;
  kills?: readonly number[];
  /** give up after so long (ms) */
  longest?: number;
};

/** What became of it. `late`: calls begun while blocked, beyond the time a broadcast takes. */
export type SimulationResult = {
  elapsedMs: number;
  idealMs: number;
  passed: number;
  refused: number;
  late: number;
  visits: number;
  hits: number;
  state: PaceState;
};

const START = Date.UTC(2026, 11, 11);
const CPU_MS = 1000 / 800;
const WANT = 50;
const CLAIM_MS = 15;
const SETTLE_MS = 10;
const VISIT_MS = 2;
const BROADCAST_MS = 5;
const LEASE_MS = 2_000;

type Batch = { id: string; open: number; passed: number; refused: number; unmade: number };
type Process = {
  alive: boolean;
  closedUntil: number;
  cpuFreeAt: number;
  flying: number;
  cap: ReturnType<typeof newInFlight>;
  queue: Batch[];
};

/** The time a sender takes that knows the limiter, with the same processor time for a call and no latency. */
function idealMs(limiter: SimulatedLimiter, calls: number, perCall: number): number {
  let at = START;
  for (let made = 0; made < calls; made++) {
    at += perCall;
    for (let wait = limiter.take(at); wait !== null; wait = limiter.take(at)) at += wait.exactMs;
  }
  return at - START;
}

/** Runs the simulation to its end. */
export function simulate(options: Simulation): SimulationResult {
  const { processes = 4, lanes = 6, longest = 3_600_000, calls } = options;
  const agenda = new Agenda(START);
  const rnd = random(options.seed);
  const limiter = options.limiter();
  const workers: Process[] = [];
  let state = newPace(options.rate);
  let [todo, passed, refused, late, visits, hits, ids, endedAt] = [calls, 0, 0, 0, 0, 0, 0, START];
  let block = { since: START, until: 0 };

  const visit = (process: Process, act: () => void) =>
    agenda.in(VISIT_MS, () => {
      visits++;
      act();
      // What the database keeps is JSON, and so is what everybody reads.
      if (visits % 50 === 0) state = JSON.parse(JSON.stringify(state)) as PaceState;
      const until = paceBlockedUntil(state);
      if (until <= Math.max(agenda.now, block.until)) return;
      block = { since: block.until > agenda.now ? block.since : agenda.now, until };
      process.closedUntil = until;
      agenda.in(BROADCAST_MS, () => workers.forEach(p => (p.closedUntil = Math.max(p.closedUntil, until))));
    });

  const report = (told: Omit<PaceReport, 'now'>) => (state = reportPace(state, { ...told, now: agenda.now }));

  function lane(process: Process): void {
    if (!process.alive || passed >= calls) return;
    const now = agenda.now;
    if (process.closedUntil > now) return agenda.in(process.closedUntil - now, () => lane(process));
    const id = `p${ids++}`;
    visit(process, () => {
      const asked = askPace(state, { id, want: WANT, now: agenda.now });
      state = asked.state;
      if (asked.granted === 0) return agenda.in(Math.min(1_000, asked.askAgainAt - agenda.now), () => lane(process));
      agenda.in(CLAIM_MS, () => claim(process, id, asked.granted));
    });
  }

  function claim(process: Process, id: string, granted: number): void {
    if (!process.alive) return;
    const open = Math.min(granted, todo);
    todo -= open;
    const batch = { id, open, passed: 0, refused: 0, unmade: 0 };
    if (open === 0) return end(process, batch);
    for (let n = 0; n < open; n++) process.queue.push(batch);
    pump(process);
  }

  function pump(process: Process): void {
    while (process.alive && process.flying < inFlightCap(process.cap)) {
      const batch = process.queue.shift();
      if (!batch) return;
      if (process.closedUntil > agenda.now) answered(process, batch, 'unmade');
      else call(process, batch);
    }
  }

  function call(process: Process, batch: Batch): void {
    const began = agenda.now;
    if (began > block.since + BROADCAST_MS && began < block.until) late++;
    process.flying++;
    process.cpuFreeAt = Math.max(began, process.cpuFreeAt) + CPU_MS;
    const latency = 10 + 20 * rnd();
    agenda.in(process.cpuFreeAt - began + latency / 2, () => {
      const wait = limiter.take(agenda.now);
      if (wait === null && ++passed === calls) endedAt = agenda.now;
      if (wait !== null) refused++;
      agenda.in(latency / 2, () => {
        if (!process.alive) return;
        process.flying--;
        if (wait === null) {
          process.cap = onAnswer(process.cap, { latencyMs: agenda.now - began, now: agenda.now });
          answered(process, batch, 'passed');
        } else limited(process, batch, wait.told);
        pump(process);
      });
    });
  }

  function limited(process: Process, batch: Batch, told: number | null): void {
    process.cap = onLimited(process.cap);
    if (process.closedUntil <= agenda.now) {
      process.closedUntil = agenda.now + 1_000;
      visit(process, () => {
        const before = state.lastHitAt;
        report({ id: `s${ids++}`, passed: 0, refused: 1, stop: { kind: 'rate_limited', retryAfterMs: told } });
        if (state.lastHitAt !== before) hits++;
        process.closedUntil = paceBlockedUntil(state);
      });
    }
    answered(process, batch, 'refused');
  }

  function answered(process: Process, batch: Batch, how: 'passed' | 'refused' | 'unmade'): void {
    batch[how]++;
    if (how !== 'passed') todo++;
    if (--batch.open === 0) end(process, batch);
  }

  function end(process: Process, batch: Batch): void {
    visit(process, () => report({ id: batch.id, passed: batch.passed, refused: batch.refused, stop: null }));
    agenda.in(SETTLE_MS, () => lane(process));
  }

  function start(): void {
    const process = { alive: true, closedUntil: 0, cpuFreeAt: 0, flying: 0, cap: newInFlight(), queue: [] };
    workers.push(process);
    for (let n = 0; n < lanes; n++) agenda.in(20 * rnd(), () => lane(process));
  }

  function kill(): void {
    const victim = workers.find(p => p.alive);
    if (!victim || passed >= calls) return;
    victim.alive = false;
    const lost = victim.queue.length;
    agenda.in(LEASE_MS, () => (todo += lost));
    start();
  }

  for (let n = 0; n < processes; n++) start();
  for (const at of options.kills ?? []) agenda.in(at, kill);
  const goesOn = () => passed < calls && agenda.now < START + longest && agenda.next();
  while (goesOn());
  const ideal = idealMs(options.limiter(), calls, CPU_MS / processes);
  return { elapsedMs: endedAt - START, idealMs: ideal, passed, refused, late, visits, hits, state };
}
