import { askPace, newPace, paceBlockedUntil, reportPace, type PaceState } from '../domain/pace';

export const GATE_START = Date.UTC(2026, 11, 11);

/** One gate and its clock, with the steps as short as the tests' sentences. */
export class Gate {
  now = GATE_START;
  private ids = 0;

  constructor(
    public state: PaceState = newPace({ limit: null, windowMs: 10_000 }),
    private readonly step = 0,
  ) {}

  ask(want = 50, id = `a${this.ids++}`) {
    const { state, ...answer } = askPace(this.state, { id, want, now: this.now });
    this.state = state;
    return { id, ...answer };
  }

  report(id: string, passed: number): void {
    this.state = reportPace(this.state, { id, now: this.now, passed, refused: 0, stop: null });
  }

  stop(
    retryAfterMs: number | null,
    kind: 'rate_limited' | 'quota_exceeded' = 'rate_limited',
    id = `s${this.ids++}`,
  ): void {
    this.state = reportPace(this.state, { id, now: this.now, passed: 0, refused: 1, stop: { kind, retryAfterMs } });
  }

  /** Calls that pass, one permit of `want`. */
  pass(want: number): number {
    const { id, granted } = this.ask(want);
    this.now += this.step;
    this.report(id, granted);
    return granted;
  }

  get blockedFor(): number {
    return Math.max(0, paceBlockedUntil(this.state) - this.now);
  }
}
