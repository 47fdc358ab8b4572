import { eq } from 'drizzle-orm';
import { media } from '../../drizzle/schema/media';
import { database, type Queryer } from '../db';

export type Picture = { hash: string; contentType: string; bytes: Buffer; width: number; height: number };

/** Keeps pictures under the SHA-256 of their bytes; what is there already stays. */
export async function putPictures(db: Queryer, pictures: readonly Picture[]): Promise<void> {
  if (pictures.length === 0) return;
  await db
    .insert(media)
    .values([...pictures])
    .onConflictDoNothing();
}

/** A kept picture, or null. */
export async function readPicture(hash: string, db: Queryer = database().db): Promise<Picture | null> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return null;
  const [row] = await db.select().from(media).where(eq(media.hash, hash));
  return row ?? null;
}
