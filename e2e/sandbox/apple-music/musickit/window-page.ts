/**
 * The window that asks a listener, as far as a page can tell: it answers its opener by JSON-RPC. `authorize` carries the token,
 * `decline` is a no, `unavailable` that Apple Music cannot be had. What Apple's own window looks like is Apple's; it names who asks,
 * with the icon.
 */
const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sandbox Apple Music</title><link rel="icon" href="data:,"><style>
  :root { color-scheme: dark; }
  * { box-sizing: border-box; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 20px; background: #101014;
    color: #f4f4f6; font: 17px/1.45 system-ui, sans-serif; }
  main { width: 100%; max-width: 400px; } h1 { font-size: 26px; line-height: 1.2; }
  p { color: #b9b9c3; } label { display: block; font-weight: 600; }
  input { width: 100%; min-height: 52px; margin: 6px 0 16px; padding: 0 14px; border: 1px solid #55555f; border-radius: 12px;
    background: #1b1b21; color: inherit; font: inherit; }
  button { width: 100%; min-height: 56px; margin: 8px 0 0; border: 0; border-radius: 28px; background: #ff8da1; color: #101014;
    font: 700 18px system-ui, sans-serif; } button + button { background: transparent; border: 1px solid #55555f; color: #f4f4f6; }
  :focus-visible { outline: 3px solid #f5c451; outline-offset: 2px; }
</style></head><body><main>
<p><img id="icon" alt="" width="64" height="64" style="border-radius:14px"></p>
<h1>Allow <span id="name"></span> access to Apple Music?</h1><p>This stands in for Apple’s window. No real account is touched.</p>
<form><label for="fan">Listener</label><input id="fan" autocomplete="off" autocapitalize="none" spellcheck="false" placeholder="mira-1">
<label for="country">Country</label><input id="country" value="GB" maxlength="2">
<label><input id="free" type="checkbox" style="width:24px;min-height:24px;margin:0 8px 16px 0">Without a subscription</label>
<button id="allow">Allow</button><button id="decline" type="button">Don’t Allow</button>
<button id="unavailable" type="button">Apple Music is not available</button></form></main>
<script>
  const party = JSON.parse(atob(new URLSearchParams(location.search).get('a') || btoa('{}')));
  document.getElementById('name').textContent = party.thirdPartyName || '';
  if (party.thirdPartyIconURL) document.getElementById('icon').src = party.thirdPartyIconURL;
  const say = (method, params) => {
    opener && opener.postMessage({ jsonrpc: '2.0', id: 1, method, params }, '*');
    close();
  };
  const value = id => document.getElementById(id).value.trim();
  document.querySelector('form').onsubmit = async event => {
    event.preventDefault();
    const answer = await fetch('{HOME}/control/listeners', {
      method: 'POST',
      body: JSON.stringify({ fan: value('fan'), country: value('country'), subscribed: !document.getElementById('free').checked }),
    });
    if (answer.ok) say('authorize', [(await answer.json()).musicUserToken, 0, 'cid']);
  };
  for (const no of ['decline', 'unavailable']) document.getElementById(no).onclick = () => say(no, []);
</script></body></html>`;

/** The page; `home` is where the sandbox's Apple Music is. */
export function windowPage(home: string): string {
  return PAGE.replace('{HOME}', home);
}
