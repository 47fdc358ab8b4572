import { Allowances } from '../domain/allowances';
import { networkOf } from '../domain/client-address';

/**
 * How often one network may set out for a service: hundreds of fans behind a carrier's or a concert hall's one address can all tap
 * at once, and tap again; a script is stopped within seconds. Per instance, in memory.
 */
export const TAPS = { burst: 1_000, perSecond: 5 };

const holder = globalThis as typeof globalThis & { upbeatTaps?: Allowances };

/** 0 where a tap may go on, else for how many seconds to wait. Who does not say where they are shares one allowance. `now` is epoch ms. */
export function tapWait(address: string | null, now: number): number {
  holder.upbeatTaps ??= new Allowances(TAPS);
  return holder.upbeatTaps.ask(address === null ? '' : networkOf(address), now);
}
