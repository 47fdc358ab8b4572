import type { OpenDatabase } from '../db';
import type { Dsp } from '../domain/dsp';
import { log } from '../log';
import { WITHDRAWAL_CHANNEL } from '../presaves/withdraw';
import type { Bulletin, GateShut } from './types';

/** The channel on which workers tell each other that a gate was shut. */
export const GATE_CHANNEL = 'upbeat_gates';

/** A withdrawal that was told is over long before so many others are. */
const MOST_REMEMBERED = 10_000;

const bulletins = new WeakMap<OpenDatabase, Bulletin>();

/**
 * What is told through a database, one LISTEN for a process and its channels. Where LISTEN is not offered (a pooler), a stop is
 * heard of at the next visit to the gate, and a withdrawal waits for the save that is being prepared.
 */
export function bulletinOf(database: OpenDatabase): Bulletin {
  const known = bulletins.get(database);
  if (known) return known;
  const heard = new Set<(shut: GateShut) => void>();
  const withdrawing = new Set<string>();
  const bulletin: Bulletin = {
    onShut: tell => {
      heard.add(tell);
      return () => heard.delete(tell);
    },
    isWithdrawing: id => withdrawing.has(id),
  };
  bulletins.set(database, bulletin);
  listen(database, GATE_CHANNEL, message => {
    const shut = readShut(message);
    if (shut) for (const tell of heard) tell(shut);
  });
  listen(database, WITHDRAWAL_CHANNEL, id => {
    withdrawing.add(id);
    for (const oldest of withdrawing) {
      if (withdrawing.size <= MOST_REMEMBERED) break;
      withdrawing.delete(oldest);
    }
  });
  return bulletin;
}

function listen(database: OpenDatabase, channel: string, hear: (message: string) => void): void {
  database.client.listen(channel, hear).catch((error: unknown) => {
    bulletins.delete(database);
    log.error('bulletin.listen', error);
  });
}

function readShut(message: string): GateShut | null {
  try {
    const { dsp, clientId, until, reason } = JSON.parse(message) as Partial<GateShut>;
    return dsp && clientId && reason && typeof until === 'number'
      ? { dsp: dsp satisfies Dsp, clientId, until, reason }
      : null;
  } catch {
    return null;
  }
}
