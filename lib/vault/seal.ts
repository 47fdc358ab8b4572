import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealingKey } from '../env';

/** Where a sealed text belongs. Moved to another row, table or DSP it no longer opens. */
export type SealContext = { table: 'grants'; id: string; dsp: string; part?: 'access' };

export type Opened =
  { kind: 'opened'; text: string } | { kind: 'unreadable'; reason: 'malformed' | 'unknown_key' | 'tampered' };

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

function associatedData(context: SealContext, header: Buffer): Buffer {
  const { table, id, dsp, part } = context;
  return Buffer.concat([header, Buffer.from(`${table}|${id}|${dsp}${part ? `|${part}` : ''}`)]);
}

/**
 * Seals a text with AES-256-GCM under the newest key. Envelope: version, key id length, key id, 12-byte IV, ciphertext,
 * 16-byte tag; version and key id are authenticated with the context.
 */
export function seal(ring: readonly SealingKey[], context: SealContext, text: string): Buffer {
  const newest = ring[0];
  if (!newest) throw new Error('the key ring is empty');
  const header = Buffer.concat([Buffer.from([VERSION, newest.id.length]), Buffer.from(newest.id)]);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', newest.key, iv);
  cipher.setAAD(associatedData(context, header));
  return Buffer.concat([header, iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `seal` made, with whichever key of the ring it names. Damage of any kind is a value; plaintext never passes through. */
export function open(ring: readonly SealingKey[], context: SealContext, sealed: Buffer): Opened {
  const headerEnd = 2 + (sealed[1] ?? 0);
  if (sealed[0] !== VERSION || sealed.length < headerEnd + IV_BYTES + TAG_BYTES)
    return { kind: 'unreadable', reason: 'malformed' };
  const header = sealed.subarray(0, headerEnd);
  const key = ring.find(k => k.id === header.subarray(2).toString());
  if (!key) return { kind: 'unreadable', reason: 'unknown_key' };
  const decipher = createDecipheriv('aes-256-gcm', key.key, sealed.subarray(headerEnd, headerEnd + IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(associatedData(context, header));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(sealed.subarray(headerEnd + IV_BYTES, -TAG_BYTES)), decipher.final()]);
    return { kind: 'opened', text: text.toString('utf8') };
  } catch {
    return { kind: 'unreadable', reason: 'tampered' };
  }
}
