import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { startMailbox, type Mailbox } from '../../e2e/sandbox/mailbox/smtp';
import type { Letter } from './letter';
import { invitationLetter } from './invitation-letter';
import { signInLetter } from './sign-in-letter';

const settings: { smtpUrl: string | null } = { smtpUrl: null };
vi.mock('../env', () => ({
  env: () => ({ ...settings, mailFrom: { name: 'Upbeat "Ltd", Köln', address: 'no-reply@upbeat.example' } }),
}));

let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await startMailbox(() => 0);
});
afterAll(() => mailbox.close());
beforeEach(() => {
  vi.resetModules();
  mailbox.letters.length = 0;
  settings.smtpUrl = mailbox.smtpUrl;
});

const send = async (to: string, letter: Letter) => (await import('./send')).sendMail(to, letter);

it('is read by another program as it was written', async () => {
  const href = `https://upbeat.example/sign-in/confirm?token=${'a'.repeat(43)}&next=%2Fdashboard%2Fc%2F${'x'.repeat(60)}`;
  expect(await send('mira@label.example', signInLetter('upbeat.example', href))).toEqual({ kind: 'sent' });
  const [letter] = mailbox.letters;
  expect(letter).toMatchObject({
    from: 'no-reply@upbeat.example',
    to: ['mira@label.example'],
    recipients: ['mira@label.example'],
    subject: 'Sign in to Upbeat (upbeat.example)',
  });
  expect(letter?.text).toContain(`\n${href}\n`);
  expect(letter?.html).toContain(href.replaceAll('&', '&amp;'));
});

it.each([
  'Nova\r\nBcc: everybody@evil.example',
  'Nova\nContent-Type: text/html\n\n<script>alert(1)</script>',
  'Nova\u2028Bcc: everybody@evil.example\u0000',
  '"><img src=x onerror=alert(1)>',
  'كيفك إنت 👨‍👩‍👧‍👦'.repeat(30),
  '=?utf-8?B?QmNjOiBldmVyeWJvZHlAZXZpbC5leGFtcGxl?=',
  '. \r\n.\r\nMAIL FROM:<evil@evil.example>',
])('sends %j as words and as nothing else', async name => {
  const invitation = { workspace: name, by: name, role: 'editor', host: 'upbeat.example' } as const;
  await send('mira@label.example', invitationLetter(invitation, 'https://upbeat.example/invitation/t'));
  expect(mailbox.letters).toHaveLength(1);
  const [letter] = mailbox.letters;
  expect(letter?.recipients).toEqual(['mira@label.example']);
  expect(letter?.headers.toSorted()).toEqual(
    ['content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to'].toSorted(),
  );
  expect(letter?.html).not.toMatch(/<script|<img/);
  expect(letter?.subject).not.toMatch(/[\r\n]/);
});

it('goes to one address, whatever that looks like', async () => {
  await send('"a, b"@label.example', signInLetter('upbeat.example', 'https://upbeat.example/'));
  expect(mailbox.letters.flatMap(({ recipients }) => recipients).length).toBeLessThanOrEqual(1);
  expect(mailbox.letters.flatMap(({ recipients }) => recipients)).not.toContain('b"@label.example');
});

it('says so when the mail server is away or hangs up', async () => {
  const letter = signInLetter('upbeat.example', 'https://upbeat.example/');
  const rude = createServer(socket => socket.end('554 no\r\n'));
  await new Promise<void>(resolve => {
    rude.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = rude.address() as AddressInfo;
  settings.smtpUrl = `smtp://127.0.0.1:${port}`;
  expect(await send('mira@label.example', letter)).toEqual({ kind: 'not_sent' });
  await new Promise(resolve => rude.close(resolve));
  expect(await send('mira@label.example', letter)).toEqual({ kind: 'not_sent' });
});

it('is written to the terminal where there is no mail server', async () => {
  settings.smtpUrl = null;
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  expect(await send('mira@label.example', signInLetter('upbeat.example', 'https://upbeat.example/x'))).toEqual({
    kind: 'sent',
  });
  const [[words] = ['']] = write.mock.calls;
  write.mockRestore();
  expect(words).toContain('│ To: mira@label.example\n');
  expect(words).toContain('│ https://upbeat.example/x\n');
});
