import { createTransport, type Transporter } from 'nodemailer';
import { env } from '../env';
import { log } from '../log';
import { writeLetter, type Letter, type WrittenLetter } from './letter';

export type Sent = { kind: 'sent' } | { kind: 'not_sent' };

/** Somebody waits for the answer, so a mail server that does not speak up is given up. */
const PATIENCE_MS = 10_000;

let transport: Transporter | undefined;

/**
 * Sends a letter to one address, which the caller has checked to be one. Without SMTP_URL it is written to the terminal. A mail
 * server that is away or refuses is an answer, not an error.
 */
export async function sendMail(to: string, letter: Letter): Promise<Sent> {
  const { smtpUrl, mailFrom } = env();
  const written = writeLetter(letter);
  if (smtpUrl === null) {
    process.stderr.write(onTerminal(to, written));
    return { kind: 'sent' };
  }
  transport ??= createTransport({
    url: smtpUrl,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    // what a mail says is ours alone: no file and no address is ever fetched into one
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    // as objects: text would be parsed, and one address could become two
    await transport.sendMail({ from: mailFrom, to: { name: '', address: to }, ...written });
    return { kind: 'sent' };
  } catch (error) {
    log.error('mail.send', error);
    return { kind: 'not_sent' };
  }
}

/** A mail in a frame, so that it is found among the log's lines. */
function onTerminal(to: string, { subject, text }: WrittenLetter): string {
  const rule = '─'.repeat(72);
  const lines = [`To: ${to}`, `Subject: ${subject}`, '', ...text.trimEnd().split('\n')];
  return `\n┌${rule}\n${lines.map(line => `│ ${line}\n`).join('')}└${rule}\n\n`;
}
