import { describe, expect, it } from 'vitest';
import type { Dsp } from '../../domain/dsp';
import type { Found } from '../../domain/preflight';
import type { CatalogueDsp, Description, Outcome, SavingDsp } from '../../dsp/types';
import type { Campaign } from '../data';
import type { Check, PreflightContext } from './check';
import { credentialChecks } from './credentials';
import { marketChecks } from './markets';
import { redirectChecks } from './redirect-address';
import { shareCardCheck } from './share-card';

const RELEASE = Date.UTC(2026, 11, 11, 18);
const never = new AbortController().signal;
const links = (dsp: Dsp, uri: string | null = `${dsp}:album:1`) => ({ dsp, url: null, uri, countdownUrl: null });
const campaign = (more: Partial<Campaign> = {}) =>
  ({
    slug: 'tides',
    artist: 'Ada Maren',
    title: 'Tides',
    upc: null,
    isrcs: [],
    release: { mode: 'instant', at: RELEASE },
    services: [links('tidal')],
    ...more,
  }) as Campaign;
const saver = (credentials?: SavingDsp['credentials']) => ({ dsp: 'tidal', credentials }) as SavingDsp;

function context(more: Partial<PreflightContext> = {}): PreflightContext {
  return {
    db: null as never,
    campaign: campaign(),
    now: () => RELEASE - 1_000,
    appUrl: 'https://upbeat.example',
    deployment: { savers: { tidal: 'everyone' } },
    savers: new Map([['tidal', saver()]]),
    catalogues: [],
    authorize: new Map([['tidal', { ask: 'https://login.example/authorize?x', back: 'https://upbeat.example/back' }]]),
    trials: [],
    headToBe: null,
    fetch: () => Promise.reject(new Error('no web here')),
    ...more,
  };
}

const only = async (checks: Check[]): Promise<Found> => {
  expect(checks).toHaveLength(1);
  return checks[0]!.run(never);
};

describe('credentials', () => {
  const found = (answer: Outcome<object>) =>
    only(credentialChecks(context({ savers: new Map([['tidal', saver(async () => answer)]]) })));

  it('tells wrong ones from a service that is away or busy', async () => {
    expect(await found({ kind: 'ok' })).toMatchObject({ state: 'ok' });
    expect(await found({ kind: 'unavailable', detail: 'invalid_client (check X)' })).toMatchObject({
      state: 'fail',
      found: expect.stringContaining('does not know this app'),
      mend: expect.stringContaining('TIDAL_CLIENT_ID and TIDAL_CLIENT_SECRET'),
    });
    expect(await found({ kind: 'unavailable', detail: 'ECONNREFUSED' })).toMatchObject({
      state: 'fail',
      found: 'TIDAL gives no usable answer (ECONNREFUSED).',
    });
    expect(await found({ kind: 'rate_limited', retryAfterMs: null })).toMatchObject({ state: 'warn' });
  });

  it('says so where a service tells nothing without a person', async () => {
    expect(await only(credentialChecks(context()))).toMatchObject({ state: 'skipped' });
  });
});

describe('the way back', () => {
  const found = (answer: () => Promise<Response>) => only(redirectChecks(context({ fetch: answer })));
  const to = (location: string) => async () => new Response(null, { status: 302, headers: { location } });

  it('fails where the service refuses, by a status or by an error page of its own', async () => {
    for (const refusal of [
      async () => new Response('INVALID_CLIENT: Invalid redirect URI', { status: 400 }),
      to('https://accounts.example/signin/oauth/error?authError=abc'),
    ])
      expect(await found(refusal)).toMatchObject({
        state: 'fail',
        found: expect.stringContaining('https://upbeat.example/back'),
        mend: expect.stringContaining('exactly this address'),
      });
    expect(await found(() => Promise.reject(new Error('away')))).toMatchObject({ state: 'fail' });
  });

  it('promises no more than a page that does not refuse', async () => {
    for (const page of [async () => new Response('Sign in'), to('https://login.example/login?continue=x')])
      expect(await found(page)).toMatchObject({ state: 'ok', found: expect.stringContaining('only tells somebody') });
  });
});

describe('the release in the markets', () => {
  const description = (more: Partial<Description> = {}) =>
    ({ artist: 'Ada Maren', title: 'Tides', uri: 'u', url: 'u', ...more }) as Description;
  type Answer = Awaited<ReturnType<CatalogueDsp['describe']>>;
  const found = (answer: (market: string) => Answer, more: Partial<PreflightContext> = {}) => {
    const tidal: CatalogueDsp = { dsp: 'tidal', describe: async (_key, market) => answer(market) };
    return only(marketChecks(context({ catalogues: [tidal], ...more })));
  };
  const there: Answer = { kind: 'ok', description: description() };
  const nowhere: Answer = { kind: 'ok', description: null };

  it('is well where it is, and before it is out', async () => {
    expect(await found(() => there)).toMatchObject({
      state: 'ok',
      found: 'Found in United States, United Kingdom, Germany, Japan and Brazil.',
    });
    expect(await found(() => nowhere)).toMatchObject({ state: 'ok', found: expect.stringContaining('by its link') });
  });

  it('fails when it is out and nowhere, when it is another release, and when nothing leads there', async () => {
    expect(await found(() => nowhere, { now: () => RELEASE })).toMatchObject({ state: 'fail' });
    const other: Answer = { kind: 'ok', description: description({ title: 'Karaoke Hits' }) };
    expect(await found(() => other)).toMatchObject({ state: 'fail', found: expect.stringContaining('Karaoke Hits') });
    const bare = campaign({ services: [links('tidal', null)] });
    expect(await found(() => there, { campaign: bare })).toMatchObject({
      state: 'fail',
      mend: expect.stringContaining('UPC'),
    });
    expect(await found(() => ({ kind: 'unavailable', detail: '503' }))).toMatchObject({ state: 'fail' });
  });

  it('names the countries where it is not', async () => {
    expect(await found(market => (market === 'JP' ? nowhere : there))).toMatchObject({
      state: 'warn',
      found: expect.stringContaining('not in Japan'),
    });
  });
});

describe('the share card', () => {
  const head = '<meta property="og:title" content="Tides"/><meta property="og:description" content="Out"/>';
  const image = '<meta property="og:image" content="https://upbeat.example/media/a"/>';
  const web = (page: string, picture = new Uint8Array(10)) => {
    const asked: string[] = [];
    const fetch = async (url: string, { headers }: RequestInit) => {
      asked.push(new Headers(headers).get('user-agent') ?? '');
      return url.includes('/media/')
        ? new Response(picture, { headers: { 'content-type': 'image/jpeg' } })
        : new Response(page);
    };
    return { asked, fetch };
  };

  it('asks as each network does, and gives what each was given', async () => {
    const { asked, fetch } = web(head + image);
    const found = await shareCardCheck(context({ fetch })).run(never);
    expect(found).toMatchObject({ state: 'ok', cards: { x: { title: 'Tides' }, discord: { description: 'Out' } } });
    for (const name of ['facebookexternalhit', 'Twitterbot', 'WhatsApp', 'Discordbot'])
      expect(asked.some(agent => agent.includes(name))).toBe(true);
  });

  it('fails without a page, without a picture, and warns of one that is too large', async () => {
    expect(await shareCardCheck(context()).run(never)).toMatchObject({ state: 'fail', cards: {} });
    const shut = async () => new Response('Log in', { status: 401 });
    expect(await shareCardCheck(context({ fetch: shut })).run(never)).toMatchObject({
      state: 'fail',
      mend: expect.stringContaining('APP_URL'),
    });
    expect(await shareCardCheck(context(web(head))).run(never)).toMatchObject({ state: 'fail' });
    const large = web(head + image, new Uint8Array(301_000));
    expect(await shareCardCheck(context(large)).run(never)).toMatchObject({ state: 'warn' });
  });

  it('of a draft, is the head to be', async () => {
    const headToBe = { title: 'Tides', description: 'Out', image: null };
    const found = await shareCardCheck(context({ headToBe })).run(never);
    expect(found).toMatchObject({ state: 'skipped', cards: { imessage: headToBe } });
  });
});
