import { expect, it } from 'vitest';
import { linesOf } from './lines-of';

it('reads lines however they are cut, also within a letter', async () => {
  const bytes = new TextEncoder().encode('{"a":"é…"}\n{"b":2}\n\n{"c":3}');
  for (const size of [1, 2, 5, 100]) {
    const body = new ReadableStream<Uint8Array>({
      start: controller => {
        for (let i = 0; i < bytes.length; i += size) controller.enqueue(bytes.slice(i, i + size));
        controller.close();
      },
    });
    const lines: string[] = [];
    for await (const line of linesOf(body)) lines.push(line);
    expect(lines).toEqual(['{"a":"é…"}', '{"b":2}', '{"c":3}']);
  }
});
