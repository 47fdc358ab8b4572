import { DSP_NAMES } from '../../domain/dsp';
import type { Found } from '../../domain/preflight';
import type { Failure, Found as Release, SavingDsp } from '../../dsp/types';

/** What an artist has just agreed to: a permission for their own account, which is used here and kept nowhere. */
export type OwnPermission = { refreshToken: string; /** where the account is, as far as known */ market: string };

/** How long the trial may take until it cleans up, and how long that may (ms). */
const TRY_MS = 12_000;
const CLEAN_MS = 10_000;

/**
 * A real save with the artist's own account, the way a fan's is made: the permission is renewed, the release looked up and saved, found
 * in the library, taken out again, and seen to be gone. What was there before is never touched. Whatever happens after the save has
 * been asked for, it is asked to be taken back.
 */
export async function tryOwnAccount(
  saver: SavingDsp,
  uri: string,
  { refreshToken, market }: OwnPermission,
  now: () => number,
  [tryMs, cleanMs]: readonly [number, number] = [TRY_MS, CLEAN_MS],
): Promise<Found> {
  const name = DSP_NAMES[saver.dsp];
  const { trial } = saver;
  if (!trial) return { state: 'skipped', found: `${name} cannot be tried with an account of one’s own.` };
  const signal = AbortSignal.timeout(tryMs);
  const renewed = await saver.refresh({ refreshToken, authorizedAt: now() }, signal);
  if (renewed.kind !== 'ok') return failed(saver, 'The permission was given and could not be renewed', renewed);
  const { access } = renewed;
  const probed = await saver.probe({ uri, upc: null, isrcs: [] }, market, signal);
  if (probed.kind !== 'ok') return failed(saver, 'The release could not be looked up', probed);
  if (!probed.live)
    return { state: 'skipped', found: `That release is not out on ${name} where you are. Choose one that is.` };
  const title = named(probed.release);
  const before = await trial.holds(access, uri, signal);
  if (before.kind !== 'ok') return failed(saver, 'Your library could not be read, so nothing was saved', before);
  if (before.held)
    return {
      state: 'skipped',
      found: `${title} was in your library already, so nothing was saved and nothing taken out. Choose one that is not.`,
    };

  const saved = await saver.save(access, uri, signal);
  const after = saved.kind === 'ok' ? await trial.holds(access, uri, signal) : null;
  const cleaning = AbortSignal.timeout(cleanMs);
  const removed = await trial.remove(access, uri, cleaning);
  const left = removed.kind === 'ok' ? await trial.holds(access, uri, cleaning) : null;
  // Not seen to be gone is not gone.
  const isGone = left?.kind === 'ok' && !left.held;
  const rest = isGone ? '' : ` Look into your library on ${name}: ${title} may still be there.`;
  if (saved.kind !== 'ok') return failed(saver, `${title} could not be saved`, saved, rest);
  if (after?.kind === 'ok' && !after.held)
    return {
      state: 'fail',
      found: `${name} said that ${title} is saved, and it was not in your library.${rest}`,
      fanSees: 'A pre-save that is told as done, and nothing in the library.',
      mend: `Try it once more, and with another release. If it stays so, ask ${name}’s developer support.`,
    };
  if (!isGone || after?.kind !== 'ok')
    return {
      state: 'warn',
      found: `${title} was saved, as it should be.${after?.kind === 'ok' ? '' : ' It could not be looked for.'}${rest}`,
      fanSees: 'Nothing: a fan’s save is never taken out.',
      mend: isGone ? 'Try it once more.' : `Take ${title} out of your library yourself if you do not want it there.`,
    };
  return {
    state: 'ok',
    found: `${title} was saved in your library and found there, then taken out again and seen to be gone.`,
  };
}

const named = ({ title, artist }: Release) => `“${title}” by ${artist}`;

/** A trial that ended early, in words; `rest` says what may be left of it. */
export function failed(saver: Pick<SavingDsp, 'dsp'>, what: string, failure: Failure, rest = ''): Found {
  const name = DSP_NAMES[saver.dsp];
  if (failure.kind === 'not_registered')
    return {
      state: 'fail',
      found: `${name} does not let this app serve your account: it is not on the app’s list.${rest}`,
      fanSees: 'Every fan who is not on the list either is told so, and nothing is kept.',
      mend: `Put your account on the list on ${name}’s developer pages, then try it again.`,
    };
  if (failure.kind === 'rate_limited' || failure.kind === 'quota_exceeded')
    return {
      state: 'warn',
      found: `${what}: ${name} asks for patience.${rest}`,
      fanSees: 'A pre-save may fail until that is over; saves wait and are made later.',
      mend: 'Wait, then try it again.',
    };
  const detail = 'detail' in failure ? ` (${failure.detail})` : '';
  return {
    state: 'fail',
    found: `${what}${detail}.${rest}`,
    fanSees: 'At the release the save fails in the same way, and is tried again.',
    mend: `Try it again in a few minutes. If it stays so, ${name}’s status page knows more.`,
  };
}
