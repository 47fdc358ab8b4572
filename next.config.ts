import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';

const SECURITY = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
];

/** Whoever opened a campaign's page has no hold on it, not even on what stands after the `#`; windows it opens itself may answer. */
const NOBODYS = { key: 'Cross-Origin-Opener-Policy', value: 'same-origin-allow-popups' };

/** Next would let caches keep a static page for a year; a campaign page must be asked for again each time. */
const ASK_AGAIN = [{ key: 'Cache-Control', value: 'public, max-age=0, must-revalidate' }, NOBODYS];
const PRIVATE = [
  { key: 'Cache-Control', value: 'no-store' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'X-Robots-Tag', value: 'noindex' },
];

/** The artists' side: kept nowhere, and its addresses (some hold a token) are told to nobody else. */
const ARTISTS_OWN = [
  { key: 'Cache-Control', value: 'no-store' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Robots-Tag', value: 'noindex' },
];
/** A form's page before it is one: stands in a frame of the editor, and nowhere else. */
const PREVIEW = [...ARTISTS_OWN, { key: 'X-Frame-Options', value: 'SAMEORIGIN' }];
const ARTISTS_PATHS = ['/dashboard/:path*', '/sign-in/:path*', '/welcome', '/invitation/:token'];

/** `npm run bench` adds an empty page to measure against, in a build of its own. */
const BENCH: NextConfig =
  process.env['UPBEAT_BENCH'] === '1' ? { pageExtensions: ['bench.tsx', 'tsx', 'ts'], distDir: '.next/bench' } : {};

const config: NextConfig = {
  ...BENCH,
  poweredByHeader: false,
  // hashing every answer costs more than the few 304s of pages that are nearly always a first visit
  generateEtags: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  cacheHandler: fileURLToPath(new URL('lib/page-cache/handler.mjs', import.meta.url)),
  cacheMaxMemorySize: 0,
  serverExternalPackages: ['postgres', 'undici', 'sharp', '@vercel/og'],
  headers: async () => [
    { source: '/:path*', headers: SECURITY },
    { source: '/:slug', headers: ASK_AGAIN },
    // the campaign page with a sentence on top; pictures and passes have rules of their own
    { source: '/:slug((?!media|api|pass|_next)[^/]+)/:notice', headers: ASK_AGAIN },
    { source: '/pass/:token', headers: PRIVATE },
    { source: '/preview/:draft', headers: PREVIEW },
    ...ARTISTS_PATHS.map(source => ({ source, headers: ARTISTS_OWN })),
  ],
};

export default config;
