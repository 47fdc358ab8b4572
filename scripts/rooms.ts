/** What one room may import. Paths are matched whole or as a folder; packages also with their sub-paths. */
export interface Room {
  /** A file (without its ending) or a folder, from the root. The longest match decides. */
  path: string;
  /** Other rooms. A room may always import itself. */
  rooms: readonly string[];
  packages: readonly string[];
}

const DATABASE = ['lib/domain', 'lib/db', 'drizzle/schema'] as const;
const FOUNDATIONS = ['lib/env', 'lib/db', 'lib/clock', 'lib/errors', 'lib/http', 'lib/log'] as const;

/**
 * Who may import whom; whatever is not here is forbidden. There is no exceptions list: a new need is a new line here,
 * to be argued about in review.
 */
export const ROOMS: readonly Room[] = [
  { path: 'lib/domain', rooms: [], packages: [] },

  { path: 'lib/env', rooms: FOUNDATIONS, packages: ['zod', 'node:buffer', 'node:crypto'] },
  {
    path: 'lib/db',
    rooms: [...FOUNDATIONS, 'lib/db-socket', 'drizzle/schema'],
    packages: ['drizzle-orm', 'postgres', 'node:timers'],
  },
  { path: 'lib/db-socket', rooms: [], packages: ['node:net'] },
  { path: 'lib/clock', rooms: [...FOUNDATIONS, 'lib/system-clock'], packages: [] },
  { path: 'lib/system-clock', rooms: [], packages: [] },
  { path: 'lib/errors', rooms: FOUNDATIONS, packages: ['zod'] },
  { path: 'lib/http', rooms: FOUNDATIONS, packages: ['node:dns', 'node:net', 'node:http', 'node:https', 'zod'] },
  { path: 'lib/log', rooms: FOUNDATIONS, packages: [] },

  { path: 'drizzle/schema', rooms: ['lib/domain'], packages: ['drizzle-orm'] },

  {
    path: 'lib/dsp',
    rooms: ['lib/domain', 'lib/env', 'lib/errors', 'lib/http', 'lib/log'],
    packages: ['zod', 'node:crypto', 'undici', 'jose'],
  },
  {
    path: 'lib/vault',
    rooms: ['lib/domain', 'lib/db', 'lib/errors', 'lib/env', 'drizzle/schema/grants', 'drizzle/schema/columns'],
    packages: ['drizzle-orm', 'node:crypto'],
  },
  {
    path: 'lib/presaves',
    rooms: [...DATABASE, 'lib/vault', 'lib/env', 'lib/errors', 'lib/clock', 'lib/dsp/types', 'lib/page-cache'],
    packages: ['drizzle-orm', 'node:crypto', 'zod'],
  },
  {
    path: 'lib/release-day',
    rooms: [
      ...DATABASE,
      'lib/vault',
      'lib/presaves/withdraw',
      'lib/presaves/places-changed',
      'lib/analytics/keep',
      'lib/dsp/registry',
      'lib/dsp/types',
      'lib/clock',
      'lib/env',
      'lib/errors',
      'lib/log',
      'lib/page-cache',
    ],
    packages: ['drizzle-orm', 'node:crypto', 'node:events', 'node:timers', 'p-limit', 'zod'],
  },
  {
    path: 'lib/campaigns',
    rooms: [
      ...DATABASE,
      'lib/env',
      'lib/errors',
      'lib/log',
      'lib/clock',
      'lib/media',
      'lib/dsp/registry',
      'lib/dsp/types',
      'lib/page-cache',
      'lib/presaves/places',
      'lib/presaves/places-changed',
      'lib/workspaces/log',
    ],
    packages: ['drizzle-orm', 'ical-generator', 'isbot', 'node:crypto', 'node:timers', 'react', 'zod'],
  },
  {
    path: 'lib/analytics',
    rooms: [...DATABASE, 'lib/errors', 'lib/clock', 'lib/log'],
    packages: ['drizzle-orm', 'isbot', 'node:crypto', 'zod'],
  },
  {
    path: 'lib/media',
    rooms: [...DATABASE, 'lib/errors', 'lib/clock', 'lib/http', 'lib/log', 'components/card'],
    packages: ['drizzle-orm', 'zod', 'sharp', 'culori', 'qr', '@vercel/og', 'p-limit', 'react', 'undici', 'node:*'],
  },
  {
    path: 'lib/page-cache',
    rooms: ['lib/db', 'lib/env', 'lib/log', 'lib/system-clock'],
    packages: ['drizzle-orm', 'postgres', 'node:crypto'],
  },
  {
    path: 'lib/auth',
    rooms: [
      'lib/domain',
      'lib/env',
      'lib/db',
      'lib/clock',
      'lib/errors',
      'lib/log',
      'lib/http/peer',
      'lib/presaves',
      'lib/workspaces',
      'lib/mail',
      'lib/dsp/registry',
      'lib/dsp/types',
      'drizzle/schema/artists',
    ],
    packages: ['next', 'next-auth', '@auth/core', 'drizzle-orm', 'react', 'zod', 'node:crypto', 'node:async_hooks'],
  },
  {
    path: 'lib/workspaces',
    rooms: [...DATABASE, 'lib/mail', 'lib/env', 'lib/errors', 'lib/clock', 'lib/log'],
    packages: ['drizzle-orm', 'zod', 'node:crypto'],
  },
  {
    path: 'lib/mail',
    rooms: [...DATABASE, 'lib/env', 'lib/errors', 'lib/log'],
    packages: ['drizzle-orm', 'nodemailer', 'node:crypto'],
  },

  { path: 'components/ui', rooms: [], packages: ['react', 'react-dom'] },
  // links that change the page without loading it anew; fan pages have none
  { path: 'components/ui/way', rooms: ['components/ui'], packages: ['react', 'next'] },
  { path: 'components', rooms: ['components/ui', 'lib/domain'], packages: ['react', 'react-dom'] },
  {
    path: 'components/artist/charts',
    rooms: ['components/ui', 'lib/domain'],
    packages: ['react', 'd3-array', 'd3-shape'],
  },
  {
    path: 'app',
    rooms: [
      'components',
      'lib/domain',
      'lib/presaves',
      'lib/release-day',
      'lib/campaigns',
      'lib/analytics',
      'lib/media',
      'lib/auth',
      'lib/workspaces',
      'lib/env',
      'lib/clock',
      'lib/errors',
      'lib/http',
      'lib/log',
    ],
    packages: ['next', 'react', 'react-dom', 'zod', 'node:crypto'],
  },
  { path: 'instrumentation', rooms: ['lib/http', 'lib/page-cache', 'lib/env', 'lib/log'], packages: ['next'] },
  { path: 'proxy', rooms: ['lib/domain', 'lib/env'], packages: ['next'] },
  { path: 'next.config', rooms: [], packages: ['next', 'node:*'] },
];

/** Narrower than their room: nothing that reads sealed grants may be reached except through the vault. */
export const CLOSED_PATHS: readonly { path: string; openTo: readonly string[]; rule: string }[] = [
  {
    path: 'drizzle/schema/grants',
    openTo: ['lib/vault', 'drizzle/schema'],
    rule: 'only lib/vault reads sealed grants',
  },
];

/** Where Next itself may be named. */
export const NEXT_PLACES = [
  'app',
  'components/ui/way',
  'lib/auth',
  'lib/campaigns/cached',
  'instrumentation',
  'next.config',
  'proxy',
];

/** The one reader of the environment. Next itself defines NEXT_RUNTIME and NODE_ENV, which a build folds into constants. */
export const ENV_PLACES = ['lib/env', 'next.config'];
export const BUILD_CONSTANTS = ['NEXT_RUNTIME', 'NODE_ENV'];

/** The only clocks: the server's, and the browser's. */
export const CLOCK_PLACES = ['lib/clock', 'lib/system-clock', 'components/fan/browser-clock'];

/** Where a workspace's id becomes one that opens it. */
export const MINT_PLACES = ['lib/auth/gate'];

/** Names that say nothing about what is inside. */
export const EMPTY_NAMES = ['utils', 'util', 'helpers', 'helper', 'common', 'index'];

/** The folders that the rules are about. Scripts, browser tests and tool configurations are not the app. */
export const APP_FOLDERS = ['app', 'components', 'drizzle/schema', 'lib'];
export const APP_ROOT_FILES = ['instrumentation.ts', 'next.config.ts', 'proxy.ts'];
