import { scopeWords } from './scopes';

export type Consent = {
  app: string;
  scopes: readonly string[];
  /** sent back unchanged with the form */
  hidden: [string, string][];
  fans: readonly string[];
  problem: string | null;
};

const STYLE = `
  :root { color-scheme: dark; }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 20px; background: #101014;
    color: #f4f4f6; font: 17px/1.45 system-ui, sans-serif; }
  main { width: 100%; max-width: 400px; }
  .mark { display: inline-block; padding: 4px 12px; border-radius: 99px; background: #f5c451; color: #101014;
    font-size: 14px; font-weight: 700; }
  h1 { margin: 16px 0 4px; font-size: 26px; line-height: 1.2; text-wrap: balance; overflow-wrap: anywhere; }
  p, ul { margin: 0 0 16px; color: #b9b9c3; } ul { padding-left: 20px; }
  label { display: block; margin: 0 0 6px; font-weight: 600; }
  select, input { width: 100%; min-height: 52px; margin: 0 0 16px; padding: 0 14px; border: 1px solid #55555f;
    border-radius: 12px; background: #1b1b21; color: inherit; font: inherit; }
  button { width: 100%; min-height: 56px; margin: 8px 0 0; border: 0; border-radius: 28px; background: #8fb4ff;
    color: #101014; font: 700 18px system-ui, sans-serif; cursor: pointer; }
  button.quiet { background: transparent; border: 1px solid #55555f; color: #f4f4f6; }
  :focus-visible { outline: 3px solid #f5c451; outline-offset: 2px; }
  .problem { padding: 12px 14px; border-radius: 12px; background: #4a1f24; color: #ffd9dc; }`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string) => text.replace(/[&<>"']/g, mark => ENTITIES[mark] ?? mark);

function shell(title: string, content: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><link rel="icon" href="data:,"><style>${STYLE}</style></head>
<body><main><span class="mark">Sandbox</span>${content}</main></body></html>`;
}

function fanFields(fans: readonly string[]): string {
  const options = fans.map(fan => `<option value="${escape(fan)}">${escape(fan)}</option>`).join('');
  const select = `<label for="fan">Log in as</label><select id="fan" name="fan">${options}</select>`;
  const label = fans.length > 0 ? 'Or as a new fan' : 'Log in as a new fan';
  return `${fans.length > 0 ? select : ''}<label for="new_fan">${label}</label>
<input id="new_fan" name="new_fan" autocomplete="off" autocapitalize="none" spellcheck="false" placeholder="mira-1">`;
}

/** Where a fan chooses who to be and whether to agree. Plain forms only: it works without JavaScript. */
export function consentPage({ app, scopes, hidden, fans, problem }: Consent): string {
  const fields = hidden.map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`);
  const asks = scopes.map(scope => `<li>${escape(scopeWords(scope))}</li>`).join('');
  return shell(
    'Sandbox sign-in',
    `<h1>${escape(app)} asks for your permission</h1>
<p>This stands in for a music service. No real account is touched.</p>
${asks === '' ? '<p>It asks for nothing but to know who you are.</p>' : `<ul>${asks}</ul>`}
${problem === null ? '' : `<p class="problem" role="alert">${escape(problem)}</p>`}
<form method="post">${fields.join('')}${fanFields(fans)}
<button name="decision" value="agree">Agree</button>
<button class="quiet" name="decision" value="cancel">Cancel</button></form>`,
  );
}

/** For a request that must not be answered by a redirect, because nobody can tell where to. */
export function refusalPage(sentence: string): string {
  return shell('Sandbox sign-in refused', `<h1>This sign-in cannot go on</h1><p>${escape(sentence)}</p>`);
}
