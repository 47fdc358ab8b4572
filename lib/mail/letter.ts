/** A mail as its writer thinks of it: plain sentences and at most one button. */
export type Letter = {
  subject: string;
  paragraphs: readonly string[];
  button: { label: string; href: string };
  /** the small print below the button */
  closing: readonly string[];
};

export type WrittenLetter = { subject: string; text: string; html: string };

const MAX_SUBJECT = 150;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, sign => ESCAPES[sign] ?? sign);

/** One line: a name that somebody typed may hold line breaks, and in a header a line break begins the next header. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function cut(text: string, length: number): string {
  const letters = [...text];
  return letters.length <= length ? text : `${letters.slice(0, length - 1).join('')}…`;
}

/** Writes a letter as plain text and as HTML, which carries no picture, no style sheet and nothing that reports its opening. */
export function writeLetter({ subject, paragraphs, button, closing }: Letter): WrittenLetter {
  const body = paragraphs.map(oneLine);
  const end = closing.map(oneLine);
  const p = (style: string) => (text: string) => `<p dir="auto" style="${style}">${escaped(text)}</p>`;
  const html = [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>',
    '<body style="margin:0;padding:32px 20px;font:16px/1.5 system-ui,sans-serif"><div style="max-width:32em">',
    '<p style="margin:0 0 24px;font-weight:800">Upbeat</p>',
    ...body.map(p('margin:0 0 16px')),
    `<p style="margin:24px 0"><a href="${escaped(button.href)}" style="display:inline-block;padding:14px 20px;background:#ff5a36;`,
    `color:#1f0600;font-weight:700;text-decoration:none">${escaped(oneLine(button.label))}</a></p>`,
    ...end.map(p('margin:0 0 8px;font-size:14px;opacity:0.75')),
    '</div></body></html>',
  ].join('');
  const text = [...body, `${oneLine(button.label)}:\n${button.href}`, ...end, '-- \nUpbeat'].join('\n\n');
  return { subject: cut(oneLine(subject), MAX_SUBJECT), text: `${text}\n`, html };
}
