import { check, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { DSPS, type Dsp } from '../../lib/domain/dsp';
import { REASONS, type Reason } from '../../lib/domain/presave-state';
import { instant, oneOf } from './columns';

/** One gate per client of a DSP, shared by every worker: until when nobody calls, and why. */
export const paceGates = pgTable(
  'pace_gates',
  {
    dsp: text().$type<Dsp>().notNull(),
    clientId: text('client_id').notNull(),
    blockedUntil: instant('blocked_until'),
    reason: text().$type<Reason>(),
    /** what has been learned of the limit, and the calls of the last window; written under the row's lock */
    pace: jsonb().$type<Record<string, unknown>>(),
  },
  t => [
    primaryKey({ columns: [t.dsp, t.clientId] }),
    check('pace_gates_dsp', oneOf('dsp', DSPS)),
    check('pace_gates_reason', oneOf('reason', REASONS)),
  ],
);
