const DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles', dateStyle: 'short' });
const DAILY_UNITS = 10_000;

/** Each project's units of the day, which begins at midnight Pacific time. Instants are epoch ms. */
export class UnitMeter {
  private readonly projects = new Map<string, { limit: number; used: number; day: string }>();

  set(client: string, { limit, used }: { limit: number; used: number }, now: number): void {
    this.projects.set(client, { limit, used, day: DAY.format(now) });
  }

  /** Whether there were `cost` units left; they are gone then. */
  take(client: string, cost: number, now: number): boolean {
    const known = this.projects.get(client) ?? { limit: DAILY_UNITS, used: 0, day: '' };
    const day = DAY.format(now);
    const project = known.day === day ? known : { ...known, used: 0, day };
    const passes = project.used + cost <= project.limit;
    this.projects.set(client, passes ? { ...project, used: project.used + cost } : project);
    return passes;
  }

  clear(): void {
    this.projects.clear();
  }
}
