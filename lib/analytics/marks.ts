import { createHmac } from 'node:crypto';
import type { Asker } from './asker';

/** The salt of one day (UTC, `YYYY-MM-DD`). */
export type Salt = { day: string; salt: Buffer };

/** 64 bits that say whether two are the same, today and on this campaign, and nothing else. */
export type Mark = bigint;

/** A visitor: one browser on one network. */
export function visitorMark({ salt }: Salt, slug: string, { network, userAgent }: Asker): Mark {
  return mark(salt, ['visitor', slug, network ?? '', userAgent]);
}

/** A network, for the judgement of pre-saves. */
export function networkMark({ salt }: Salt, slug: string, { network }: Asker): Mark {
  return mark(salt, ['network', slug, network ?? '']);
}

function mark(salt: Buffer, parts: readonly string[]): Mark {
  return createHmac('sha256', salt).update(parts.join('\n')).digest().readBigInt64BE();
}
