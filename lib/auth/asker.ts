/**
 * Who asks, as far as the network tells: the last address that the proxy in front of us has added. What stands before it in the
 * header is whatever the asker chose to write.
 */
export function askerOf(headers: Headers): string {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown';
}
