import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';

const WHERE = 'Set it in the environment of the app and of the worker.';

/** One key of the ring that seals grants: `id` travels in every envelope, `key` is 32 raw bytes. */
export type SealingKey = { id: string; key: Buffer };

export const SPOTIFY_TIERS = ['extended', 'development', 'off'] as const;
export type SpotifyTier = (typeof SPOTIFY_TIERS)[number];

export type SpotifyEnv = {
  tier: Exclude<SpotifyTier, 'off'>;
  clientId: string;
  clientSecret: string;
  accountsUrl: string;
  apiUrl: string;
  /** calls per window as Spotify has told this app's operator; undefined: learned */
  rate: { limit: number; windowMs: number } | undefined;
};

/** One client of a service, and where that service is. Addresses have no slash at the end. */
type ClientEnv<A extends string> = Record<A | 'clientId' | 'clientSecret', string>;

/** `testing` until Google has verified the app: only its test users may consent, and their tokens die after seven days. */
const YOUTUBE_TIERS = ['testing', 'verified', 'off'] as const;
type YoutubeTier = (typeof YOUTUBE_TIERS)[number];

/** A developer team's MusicKit key, and where Apple Music and its script are. */
export type AppleEnv = Record<'teamId' | 'keyId' | 'privateKey' | 'apiUrl' | 'musicKitUrl', string>;

type YoutubeEnv = ClientEnv<'apiKey' | 'authUrl' | 'tokenUrl' | 'apiUrl'> & {
  tier: Exclude<YoutubeTier, 'off'>;
  /** units a day as Google's audit has granted them; undefined: the usual ones */
  units: number | undefined;
};

/** What each service that can save needs to be spoken to; null where this deployment has no credentials. */
export type DspSettings = {
  spotify: SpotifyEnv | null;
  appleMusic: AppleEnv | null;
  deezer: ClientEnv<'connectUrl' | 'apiUrl'> | null;
  soundcloud: ClientEnv<'authUrl' | 'apiUrl'> | null;
  tidal: ClientEnv<'loginUrl' | 'authUrl' | 'apiUrl'> | null;
  youtubeMusic: YoutubeEnv | null;
};

/** The services that ask a fan on a page of their own and send the browser back (OAuth). Apple asks in a window of its own. */
export type OauthDsp = Exclude<keyof DspSettings, 'appleMusic'>;

/** What the services' catalogues are asked with. Deezer's is open to everybody, with no app of one's own. */
export type CatalogueSettings = DspSettings & { deezerApiUrl: string };

/** `invited`: nobody new without an invitation, but for the very first. */
const SIGN_UP = ['open', 'invited'] as const;
export type SignUp = (typeof SIGN_UP)[number];

/** Other ways in for artists; null where the client is not given. */
export type SignInSettings = {
  google: ClientEnv<'authUrl' | 'tokenUrl' | 'userinfoUrl'> | null;
  spotify: ClientEnv<'accountsUrl' | 'apiUrl'> | null;
};

/** The deployment's settings, checked. */
export type Env = CatalogueSettings & {
  appUrl: string;
  signIn: SignInSettings;
  /** who may sign in for the first time */
  signUp: SignUp;
  /** null: mails are written to the terminal */
  smtpUrl: string | null;
  mailFrom: MailFrom;
  /** who runs this, as the privacy page names them */
  operator: { name: string | null; email: string | null };
  databaseUrl: string;
  authSecret: string;
  cronSecret: string;
  /** newest first: the first seals, all open */
  keyRing: readonly SealingKey[];
  /** how many proxies stand before the app; null: told by who connects */
  trustedProxies: number | null;
  /** the header in which a host in front of us says which country a visitor is in; null: none does */
  countryHeader: string | null;
};

/** Who a mail is from, as the reader's program shows it. */
export type MailFrom = { name: string; address: string };

const origin = z.url({ protocol: /^https?$/, error: 'must be an address such as https://upbeat.example' });
const secret = z.string().min(32, 'must be at least 32 characters of randomness (openssl rand -base64 32)');

function parseKeyRing(text: string): readonly SealingKey[] | null {
  const keys = text.split(',').map(part => {
    const [id, encoded] = part.trim().split(':');
    return { id: id ?? '', key: Buffer.from(encoded ?? '', 'base64') };
  });
  const sound = keys.every(k => /^[a-z0-9]{1,16}$/.test(k.id) && k.key.length === 32);
  return sound && new Set(keys.map(k => k.id)).size === keys.length ? keys : null;
}

const keyRing = z.string().transform((text, ctx) => {
  const keys = parseKeyRing(text);
  if (keys) return keys;
  ctx.addIssue({ code: 'custom', message: 'must be id:base64-of-32-bytes, newest first, separated by commas' });
  return z.NEVER;
});

const rate = z
  .string()
  .regex(/^\d{1,7}\/\d{1,5}$/, 'must be calls per seconds, such as 5000/30')
  .transform(text => {
    const [limit = 0, seconds = 0] = text.split('/').map(Number);
    return { limit, windowMs: seconds * 1000 };
  })
  .refine(({ limit, windowMs }) => limit > 0 && windowMs > 0, 'must be calls per seconds, such as 5000/30');

const DEEZER_API_URL = 'https://api.deezer.com';

const mailFrom = z
  .string()
  .regex(
    /^([^<>"\p{Cc}]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u,
    'must be Name <name@example.org>, or an address alone',
  )
  .transform((text): MailFrom => {
    const [, name = '', address = text] = /^(.*)<(.*)>$/.exec(text) ?? [];
    return { name: name.trim() || 'Upbeat', address: address.trim() };
  });

const base = z.object({
  APP_URL: origin.refine(
    url => !URL.canParse(url) || new URL(url).pathname === '/',
    'must be an origin, without a path',
  ),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
  AUTH_SECRET: secret,
  CRON_SECRET: secret,
  UPBEAT_KEYS: keyRing,
  SPOTIFY_TIER: z.enum(SPOTIFY_TIERS, `must be one of ${SPOTIFY_TIERS.join(', ')}`).default('off'),
  SPOTIFY_ACCOUNTS_URL: origin.optional(),
  SPOTIFY_API_URL: origin.optional(),
  SPOTIFY_RATE: rate.optional(),
  DEEZER_API_URL: origin.default(DEEZER_API_URL),
  YOUTUBE_TIER: z.enum(YOUTUBE_TIERS, `must be one of ${YOUTUBE_TIERS.join(', ')}`).default('off'),
  YOUTUBE_UNITS: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a number of units a day, such as 50000')
    .transform(Number)
    .optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an address such as smtps://user:password@mail.example:465' })
    .optional(),
  MAIL_FROM: mailFrom.optional(),
  SIGN_UP: z.enum(SIGN_UP, `must be one of ${SIGN_UP.join(', ')}`).default('open'),
  OPERATOR_NAME: z.string().trim().max(200, 'must have at most 200 characters').optional(),
  CONTACT_EMAIL: z.email('must be an e-mail address').optional(),
  TRUSTED_PROXIES: z
    .string()
    .regex(/^\d$/, 'must be how many proxies stand before the app, 0 to 9')
    .transform(Number)
    .optional(),
  COUNTRY_HEADER: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{1,60}$/, 'must be the name of a header, such as cf-ipcountry')
    .optional(),
  // what Vercel sets on its own machines
  VERCEL: z.string().optional(),
});

type Source = Record<string, string | undefined>;
type Addresses<A extends string> = Record<A, readonly [variable: string, usual: string]>;

/** Reads one service's client and addresses (no slash at their end); a variable that is missing or malformed goes into `problems`. */
function clientOf<A extends string>(
  source: Source,
  names: readonly [id: string, secret: string],
  addresses: Addresses<A>,
  why: string,
  problems: string[],
): ClientEnv<A> {
  const given = (name: string) => {
    if (!source[name]) problems.push(`${name} is missing. ${why}`);
    return source[name] ?? '';
  };
  const address = ([name, usual]: readonly [string, string]) => {
    const read = origin.safeParse(source[name] ?? usual);
    for (const { message } of read.error?.issues ?? []) problems.push(`${name} ${message}.`);
    return (source[name] ?? usual).replace(/\/$/, '');
  };
  const entries = Object.entries<readonly [string, string]>(addresses).map(([key, value]) => [key, address(value)]);
  return { ...Object.fromEntries(entries), clientId: given(names[0]), clientSecret: given(names[1]) };
}

function readYoutube(
  source: Source,
  { YOUTUBE_TIER: tier, YOUTUBE_UNITS: units }: z.output<typeof base>,
  problems: string[],
): YoutubeEnv | null {
  if (tier === 'off') return null;
  const why = `YOUTUBE_TIER=${tier} needs it; set YOUTUBE_TIER=off to run without YouTube Music.`;
  const client = clientOf(
    source,
    ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
    {
      authUrl: ['GOOGLE_AUTH_URL', 'https://accounts.google.com/o/oauth2/v2/auth'],
      tokenUrl: ['GOOGLE_TOKEN_URL', 'https://oauth2.googleapis.com/token'],
      apiUrl: ['YOUTUBE_API_URL', 'https://www.googleapis.com/youtube/v3'],
    },
    why,
    problems,
  );
  const apiKey = source['YOUTUBE_API_KEY'] ?? '';
  if (apiKey === '') problems.push(`YOUTUBE_API_KEY is missing. ${why}`);
  return { ...client, apiKey, tier, units };
}

const APPLE = ['APPLE_TEAM_ID', 'APPLE_KEY_ID', 'APPLE_PRIVATE_KEY'] as const;

/** The .p8 as its PEM, with `\n` written out, or in base64: what a host's settings form lets through. Null: no such key. */
function readAppleKey(text: string): string | null {
  const plain = text.includes('BEGIN') ? text : Buffer.from(text, 'base64').toString('utf8');
  const pem = plain.replaceAll('\\n', '\n').trim();
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1' ? pem : null;
  } catch {
    return null;
  }
}

/** Apple Music is on where its three are given: a part of them alone is a mistake. */
function readApple(source: Source, problems: string[]): AppleEnv | null {
  const given = APPLE.find(name => source[name]);
  if (!given) return null;
  const why = `${given} is set and needs it; unset all three to run without Apple Music.`;
  for (const name of APPLE) if (!source[name]) problems.push(`${name} is missing. ${why}`);
  const [teamId = '', keyId = '', key = ''] = APPLE.map(name => source[name] ?? '');
  for (const [name, value] of [
    ['APPLE_TEAM_ID', teamId],
    ['APPLE_KEY_ID', keyId],
  ] as const)
    if (value && !/^[A-Z0-9]{10}$/.test(value)) problems.push(`${name} must be 10 capital letters and digits.`);
  const privateKey = readAppleKey(key);
  if (key && !privateKey)
    problems.push('APPLE_PRIVATE_KEY must be the PEM of the .p8 file from Apple, or that in base64.');
  const addresses = [
    ['APPLE_MUSIC_API_URL', 'https://api.music.apple.com'],
    ['MUSICKIT_JS_URL', 'https://js-cdn.music.apple.com/musickit/v3/musickit.js'],
  ] as const;
  const [apiUrl = '', musicKitUrl = ''] = addresses.map(([name, usual]) => {
    const read = origin.safeParse(source[name] ?? usual);
    for (const { message } of read.error?.issues ?? []) problems.push(`${name} ${message}.`);
    return (source[name] ?? usual).replace(/\/$/, '');
  });
  return { teamId, keyId, privateKey: privateKey ?? '', apiUrl, musicKitUrl };
}

function readDsps(source: Source, vars: z.output<typeof base>): { settings: DspSettings; problems: string[] } {
  const problems: string[] = [];
  const tier = vars.SPOTIFY_TIER;
  const spotify = clientOf(
    source,
    ['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'],
    {
      accountsUrl: ['SPOTIFY_ACCOUNTS_URL', 'https://accounts.spotify.com'],
      apiUrl: ['SPOTIFY_API_URL', 'https://api.spotify.com'],
    },
    `SPOTIFY_TIER=${tier} needs it; set SPOTIFY_TIER=off to run without Spotify.`,
    tier === 'off' ? [] : problems,
  );
  /** A service without a tier is on where its client is given: one half of it alone is a mistake. */
  const onWithClient = <A extends string>(names: readonly [string, string], addresses: Addresses<A>) => {
    const [given] = names.filter(name => source[name]);
    const why = `${given} is set and needs it; unset both to run without the service.`;
    const client = clientOf(source, names, addresses, why, given ? problems : []);
    return given ? client : null;
  };
  return {
    settings: {
      spotify: tier === 'off' ? null : { ...spotify, tier, rate: vars.SPOTIFY_RATE },
      appleMusic: readApple(source, problems),
      deezer: onWithClient(['DEEZER_APP_ID', 'DEEZER_SECRET'], {
        connectUrl: ['DEEZER_CONNECT_URL', 'https://connect.deezer.com'],
        apiUrl: ['DEEZER_API_URL', DEEZER_API_URL],
      }),
      soundcloud: onWithClient(['SOUNDCLOUD_CLIENT_ID', 'SOUNDCLOUD_CLIENT_SECRET'], {
        authUrl: ['SOUNDCLOUD_AUTH_URL', 'https://secure.soundcloud.com'],
        apiUrl: ['SOUNDCLOUD_API_URL', 'https://api.soundcloud.com'],
      }),
      tidal: onWithClient(['TIDAL_CLIENT_ID', 'TIDAL_CLIENT_SECRET'], {
        loginUrl: ['TIDAL_LOGIN_URL', 'https://login.tidal.com'],
        authUrl: ['TIDAL_AUTH_URL', 'https://auth.tidal.com'],
        apiUrl: ['TIDAL_API_URL', 'https://openapi.tidal.com/v2'],
      }),
      youtubeMusic: readYoutube(source, vars, problems),
    },
    problems,
  };
}

/** A way in is there where its client is: what fans are asked by may be off (`SPOTIFY_TIER`) and artists sign in all the same. */
function readSignIn(source: Source): SignInSettings {
  const client = <A extends string>(names: readonly [string, string], addresses: Addresses<A>) =>
    source[names[0]] && source[names[1]] ? clientOf(source, names, addresses, '', []) : null;
  return {
    google: client(['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'], {
      authUrl: ['GOOGLE_AUTH_URL', 'https://accounts.google.com/o/oauth2/v2/auth'],
      tokenUrl: ['GOOGLE_TOKEN_URL', 'https://oauth2.googleapis.com/token'],
      userinfoUrl: ['GOOGLE_USERINFO_URL', 'https://openidconnect.googleapis.com/v1/userinfo'],
    }),
    spotify: client(['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET'], {
      accountsUrl: ['SPOTIFY_ACCOUNTS_URL', 'https://accounts.spotify.com'],
      apiUrl: ['SPOTIFY_API_URL', 'https://api.spotify.com'],
    }),
  };
}

function sentence(issue: z.core.$ZodIssue): string {
  const name = issue.path.join('.');
  if (issue.code === 'invalid_type') return `${name} is missing. ${WHERE}`;
  return `${name} ${issue.message}.`;
}

/** Reads the settings from `source`; every missing or malformed variable becomes one sentence that names it. */
export function readEnv(
  source: Record<string, string | undefined>,
): { ok: true; env: Env } | { ok: false; problems: string[] } {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = base.safeParse(filled);
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(sentence) };
  const vars = parsed.data;
  const { settings, problems } = readDsps(filled, vars);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    env: {
      appUrl: new URL(vars.APP_URL).origin,
      databaseUrl: vars.DATABASE_URL,
      authSecret: vars.AUTH_SECRET,
      cronSecret: vars.CRON_SECRET,
      keyRing: vars.UPBEAT_KEYS,
      trustedProxies: vars.TRUSTED_PROXIES ?? (vars.VERCEL ? 1 : null),
      countryHeader: vars.COUNTRY_HEADER?.toLowerCase() ?? (vars.VERCEL ? 'x-vercel-ip-country' : null),
      deezerApiUrl: vars.DEEZER_API_URL.replace(/\/$/, ''),

      signIn: readSignIn(filled),
      signUp: vars.SIGN_UP,
      smtpUrl: vars.SMTP_URL ?? null,
      operator: { name: vars.OPERATOR_NAME || null, email: vars.CONTACT_EMAIL ?? null },
      mailFrom: vars.MAIL_FROM ?? { name: 'Upbeat', address: `no-reply@${new URL(vars.APP_URL).hostname}` },
      ...settings,
    },
  };
}

let cached: Env | undefined;

/** This process's settings. Throws one error that lists every problem; `npm start` has shown them before it comes to that. */
export function env(): Env {
  if (cached) return cached;
  const read = readEnv(process.env);
  if (!read.ok) throw new Error(read.problems.join('\n'));
  cached = read.env;
  return cached;
}
