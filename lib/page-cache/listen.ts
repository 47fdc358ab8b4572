import type postgres from 'postgres';
import { PAGE_CHANNEL } from './notify';
import { clear, forget } from './store.mjs';

/**
 * Hears from other processes which pages have changed. The library reconnects by itself; each (re)connect empties the cache,
 * because what was said in between is lost.
 */
export async function listenForChanges(client: postgres.Sql): Promise<void> {
  await client.listen(PAGE_CHANNEL, message => forget(readTags(message)), clear);
}

function readTags(message: string): string[] {
  const tags: unknown = JSON.parse(message);
  return Array.isArray(tags) ? tags.filter(tag => typeof tag === 'string') : [];
}
