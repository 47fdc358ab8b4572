import { expect, it } from 'vitest';
import { readSmallBody } from './small-body';

const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request('https://upbeat.example/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit);

/** A body of `chunks` pieces of 1 kB, and how many of them were asked for. */
function pieces(chunks: number) {
  const asked = { count: 0 };
  const body = new ReadableStream(
    {
      pull: controller => {
        if (asked.count === chunks) return controller.close();
        asked.count += 1;
        controller.enqueue(new Uint8Array(1024).fill(97));
      },
    },
    { highWaterMark: 0 },
  );
  return { body, asked };
}

it('reads what fits, to the byte', async () => {
  expect(await readSmallBody(post('æ'), 2)).toBe('æ');
  expect(await readSmallBody(post('æ'), 1)).toBeNull();
  expect(await readSmallBody(post(null), 0)).toBe('');
  expect(await readSmallBody(post(pieces(3).body), 3072)).toHaveLength(3072);
});

it('believes no length, and reads no further than it must', async () => {
  const { body, asked } = pieces(1_000);
  expect(await readSmallBody(post(body, { 'content-length': '1' }), 4096)).toBeNull();
  expect(asked.count).toBe(5);
});
