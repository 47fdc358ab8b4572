/** How much one asker may ask for at once, and how much more each second (a token bucket). */
export type Allowance = { burst: number; perSecond: number };

/** What an asker had left, and when that was (epoch ms). */
export type Spent = { left: number; at: number };

/** Takes one from an allowance: what is left then, and whether there was one. A clock that goes back gives nothing away. */
export function take(
  { burst, perSecond }: Allowance,
  spent: Spent | undefined,
  now: number,
): { granted: boolean; spent: Spent } {
  const passed = spent ? Math.max(0, now - spent.at) / 1000 : 0;
  const has = spent ? Math.min(burst, spent.left + passed * perSecond) : burst;
  const granted = has >= 1;
  return { granted, spent: { left: granted ? has - 1 : has, at: Math.max(now, spent?.at ?? now) } };
}

/** For how many seconds an asker who was refused has to wait. */
export function waitSeconds({ perSecond }: Allowance, { left }: Spent): number {
  return Math.max(1, Math.ceil((1 - left) / perSecond));
}
