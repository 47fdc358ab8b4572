import { json, page, text, type Answer } from '../answer';
import type { SandboxLetter } from './letters';

const STYLE = `
  :root { color-scheme: dark; }
  body { margin: 0 auto; max-width: 640px; padding: 24px 20px; background: #101014; color: #f4f4f6;
    font: 16px/1.5 system-ui, sans-serif; }
  .mark { display: inline-block; padding: 4px 12px; border-radius: 99px; background: #f5c451; color: #101014;
    font-size: 14px; font-weight: 700; }
  article { margin: 20px 0; padding: 16px; border: 1px solid #3a3a44; border-radius: 12px; overflow-wrap: anywhere; }
  h2 { margin: 0; font-size: 18px; } .to { margin: 0 0 12px; color: #b9b9c3; font-size: 14px; }
  pre { margin: 0; font: inherit; white-space: pre-wrap; } a { color: #8fb4ff; }`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (words: string) => words.replace(/[&<>"']/g, mark => ENTITIES[mark] ?? mark);
const linked = (words: string) =>
  escape(words).replace(/https?:\/\/[^\s<]+/g, address => `<a href="${address}">${address}</a>`);

function article({ to, subject, text: words }: SandboxLetter): string {
  return `<article><h2>${escape(subject)}</h2><p class="to">to ${escape(to.join(', '))}</p><pre>${linked(words)}</pre></article>`;
}

/** The mailbox: `/mailbox` for people, `/mailbox/letters?to=` for tests. Shows the plain text, as it is written in the mail. */
export function mailboxAnswer(letters: readonly SandboxLetter[], path: string, to: string | null): Answer {
  const mine = to === null ? letters : letters.filter(letter => letter.recipients.includes(to));
  if (path === '/mailbox/letters') return json(200, { letters: mine });
  if (path !== '/mailbox') return text(404, 'Not found');
  const shown =
    mine.toReversed().map(article).join('') || '<p>No mail yet. This page looks again every three seconds.</p>';
  return page(
    200,
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox mailbox</title><meta http-equiv="refresh" content="3"><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><span class="mark">Sandbox</span><h1>Mailbox</h1><p>Every mail that Upbeat has sent, the newest first. None has left this machine.</p>${shown}</body></html>`,
  );
}
