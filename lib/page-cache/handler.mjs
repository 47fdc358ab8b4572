import { asciiPage } from './ascii.mjs';
import { policyFor } from './policy.mjs';
import { forget, read, write } from './store.mjs';

const POLICY = 'content-security-policy';

/**
 * Next's `cacheHandler`: pages live in this process's memory, each with the instant at which it stops being true.
 * Next's own time-based revalidation answers at least one fan with the page from before the release; this never does.
 */
export default class PageCacheHandler {
  /** @param {string} key */
  async get(key) {
    const entry = read(key);
    return entry && { value: entry.value, lastModified: entry.lastModified };
  }

  /**
   * @param {string} key
   * @param {{ headers?: Record<string, string | string[]>, html?: string, rscData?: Buffer, tags?: string[] } | null} value
   * @param {{ tags?: string[] }} [context]
   */
  async set(key, value, context) {
    const header = value?.headers?.['x-next-cache-tags'];
    const tags = typeof header === 'string' ? header.split(',') : (value?.tags ?? context?.tags ?? []);
    let kept = value;
    if (value?.headers && typeof value.html === 'string') {
      // for the answer that is under way, which has the page as it was rendered
      value.headers[POLICY] = policyFor(value.html);
      const html = asciiPage(value.html);
      kept = { ...value, html, headers: { ...value.headers, [POLICY]: policyFor(html) } };
    }
    write(key, kept, tags, 1_000 + (kept?.html?.length ?? 0) + (kept?.rscData?.length ?? 0));
  }

  /** @param {string | string[]} tags */
  async revalidateTag(tags) {
    forget([tags].flat());
  }

  resetRequestCache() {}
}
