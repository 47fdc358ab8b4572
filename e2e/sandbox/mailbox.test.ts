import { expect, it } from 'vitest';
import { createTransport } from 'nodemailer';
import { startSandbox } from './server';

it('takes every mail over SMTP, shows it on a page and delivers none', async () => {
  const sandbox = await startSandbox({ clock: () => 1_000 });
  const mail = {
    from: 'a@upbeat.example',
    subject: '<b>Sign in</b>',
    text: 'Open https://upbeat.example/x?a=1&b=2 now',
  };
  const transport = createTransport(sandbox.smtpUrl);
  await transport.sendMail({ ...mail, to: 'mira@label.example' });
  await transport.sendMail({ ...mail, to: 'nova@label.example', subject: 'Another' });
  const listed = async (query: string) =>
    ((await (await fetch(`${sandbox.url}/mailbox/letters${query}`)).json()) as { letters: { subject: string }[] })
      .letters;
  expect((await listed('')).map(({ subject }) => subject)).toEqual(['<b>Sign in</b>', 'Another']);
  expect(await listed('?to=nova@label.example')).toMatchObject([
    { subject: 'Another', to: ['nova@label.example'], at: 1_000 },
  ]);
  const html = await (await fetch(`${sandbox.url}/mailbox`)).text();
  expect(html).toContain('&lt;b&gt;Sign in&lt;/b&gt;');
  expect(html).toContain('<a href="https://upbeat.example/x?a=1&amp;b=2">');
  expect((await fetch(`${sandbox.url}/mailbox/other`)).status).toBe(404);
  await sandbox.close();
});
