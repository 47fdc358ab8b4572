/** Cookies of one browser, as far as a scripted fan needs them. */
class CookieJar {
  private readonly cookies = new Map<string, string>();

  take(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (attributes.some(a => /^\s*max-age=0$/i.test(a)) || value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }

  get header(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

export type Walk = { kind: 'pass'; passUrl: string } | { kind: 'sent-to'; url: string; status: number };

/** The form of one service on a campaign page, as a browser without JavaScript sees it. */
function presaveForm(html: string, dsp: string): { action: string; fields: URLSearchParams } | null {
  const form = [...html.matchAll(/<form\b[^>]*>.*?<\/form>/gs)]
    .map(m => m[0])
    .find(f => f.includes(`/api/presave/${dsp}"`));
  if (!form) return null;
  const fields = new URLSearchParams();
  for (const [input] of form.matchAll(/<input\b[^>]*>/g)) {
    const name = /\bname="([^"]*)"/.exec(input)?.[1];
    if (name) fields.set(name, /\bvalue="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  return { action: `/api/presave/${dsp}`, fields };
}

/** Where a fan is and with what. With an `address` the fan comes through a proxy, as fans of a real deployment do. */
export type FanBrowser = { zone?: string; address?: string; userAgent?: string; channel?: string };

/**
 * One fan with a browser of their own, walking the real pre-save over HTTP: the page, the form, the redirects, the DSP's consent,
 * the callback. `consent` answers the DSP's page at an address and returns where it sends the browser.
 */
export class HttpFan {
  private readonly jar = new CookieJar();

  constructor(
    private readonly appUrl: string,
    private readonly consent: (authorizeUrl: string) => Promise<string>,
    private readonly browser: FanBrowser = {},
  ) {}

  async presave(slug: string, dsp = 'spotify'): Promise<Walk> {
    const page = await this.visit(`${this.appUrl}/${slug}`);
    const form = presaveForm(await page.text(), dsp);
    if (!form) return { kind: 'sent-to', url: page.url, status: page.status };
    await this.tell(slug, 'view');
    await this.tell(slug, 'tap', dsp);
    form.fields.set('zone', this.browser.zone ?? '');
    form.fields.set('channel', this.browser.channel ?? '');
    const start = await this.visit(this.appUrl + form.action, {
      method: 'POST',
      headers: {
        origin: this.appUrl,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: form.fields.toString(),
    });
    const authorize = start.headers.get('location') ?? '';
    if (start.status !== 303 || authorize.startsWith(this.appUrl))
      return { kind: 'sent-to', url: authorize, status: start.status };
    const back = await this.visit(await this.consent(authorize));
    const landing = new URL(back.headers.get('location') ?? '', this.appUrl);
    const shown = await this.visit(landing.href);
    if (landing.pathname.startsWith('/pass/') && shown.status === 200) return { kind: 'pass', passUrl: landing.href };
    return { kind: 'sent-to', url: landing.href, status: shown.status };
  }

  /** A yes in Apple's window, as the page's script sends it on. */
  async preAdd(slug: string, userToken: string): Promise<Walk> {
    const path = `/api/presave/state/${slug}/apple-music`;
    await this.visit(`${this.appUrl}/${slug}`);
    await this.tell(slug, 'view');
    await this.tell(slug, 'tap', 'appleMusic');
    const taken = await this.visit(this.appUrl + path, {
      method: 'POST',
      headers: { origin: this.appUrl, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      body: JSON.stringify({ userToken, zone: this.browser.zone ?? '', channel: this.browser.channel ?? null }),
    });
    const { passPath = '' } = (await taken.json()) as { passPath?: string };
    const shown = await this.visit(this.appUrl + passPath);
    if (passPath !== '' && shown.status === 200) return { kind: 'pass', passUrl: this.appUrl + passPath };
    return { kind: 'sent-to', url: path, status: taken.status };
  }

  /** What the page's own script tells. */
  private async tell(slug: string, kind: 'view' | 'tap', dsp?: string): Promise<void> {
    const { zone = '', channel = '' } = this.browser;
    await this.visit(`${this.appUrl}/api/events`, {
      method: 'POST',
      headers: { origin: this.appUrl, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain;charset=UTF-8' },
      body: JSON.stringify({ slug, kind, dsp, channel, zone }),
    });
  }

  private async visit(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const { address, userAgent } = this.browser;
    if (address && url.startsWith(this.appUrl)) headers.set('x-forwarded-for', address);
    if (userAgent) headers.set('user-agent', userAgent);
    if (this.jar.header) headers.set('cookie', this.jar.header);
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.jar.take(response);
    return response;
  }
}
