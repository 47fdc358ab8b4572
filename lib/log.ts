type Fields = Record<string, string | number | boolean | null | undefined>;

function write(level: 'info' | 'error', event: string, fields: Fields): void {
  process.stderr.write(`${JSON.stringify({ level, event, ...fields })}\n`);
}

/** One JSON line a event on standard error. Callers pass counts, codes and ids; never a token, an address or a message. */
export const log = {
  info: (event: string, fields: Fields = {}): void => write('info', event, fields),
  error: (event: string, error: unknown, fields: Fields = {}): void =>
    write('error', event, {
      ...fields,
      error: error instanceof Error ? error.name : typeof error,
      code: errorCode(error),
    }),
};

function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
