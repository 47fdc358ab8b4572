/**
 * A request's body as text, or null when it is longer than `mostBytes`. Counted as it comes: what a request says of its own length
 * need not be true. Throws when the line breaks.
 */
export async function readSmallBody(request: Request, mostBytes: number): Promise<string | null> {
  const reader = request.body?.getReader();
  if (!reader) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.byteLength;
    if (bytes > mostBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks).toString('utf8');
}
