import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { readLetter, type SandboxLetter } from './letters';

export type Mailbox = { smtpUrl: string; letters: SandboxLetter[]; close: () => Promise<void> };

const MAX_KEPT = 1_000;

/** A mail server on 127.0.0.1 that takes every mail and delivers none: they are kept for the mailbox's page, the newest last. */
export async function startMailbox(clock: () => number): Promise<Mailbox> {
  const letters: SandboxLetter[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 500,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        // taken only once it can be read: who was told it is sent finds it in the mailbox
        readLetter(Buffer.concat(chunks), recipients, clock()).then(
          letter => {
            letters.push(letter);
            if (letters.length > MAX_KEPT) letters.shift();
            callback();
          },
          (error: Error) => callback(error),
        );
      });
    },
  });
  server.on('error', error => console.error(error));
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    letters,
    close: () => new Promise(resolve => server.close(() => resolve())),
  };
}
