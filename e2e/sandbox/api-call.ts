import type { Asked } from './asked';
import type { Caller } from './caller';
import type { Fan, World } from './world';

/** An API call that has passed authentication. `id` is the address's variable part, or empty. */
export type ApiCall = { world: World; asked: Asked; caller: Caller; id: string };

/** One made with a fan's token. */
export type UserCall = ApiCall & { fan: Fan };

/** The market that counts: the account's, or else the one asked for. Null: neither is known. */
export function marketOf({ asked, caller }: ApiCall): string | null {
  return caller.fan?.country ?? asked.query.get('market');
}
