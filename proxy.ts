import { NextResponse, type NextRequest } from 'next/server';
import { env } from './lib/env';

/** The artists' side alone. Fans' pages are kept and shared: their policy is made with the page, without a nonce. */
export const config = { matcher: ['/dashboard/:path*', '/sign-in/:path*', '/welcome', '/invitation/:path*'] };

/**
 * Gives each page its Content-Security-Policy with a nonce of its own: Next reads it from the request and puts it on its scripts.
 * It decides nothing about who may see what.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = policyWith(nonce);
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

function policyWith(nonce: string): string {
  const { signIn, spotify: saver } = env();
  // a form's redirects count as well: "Continue with" leads there, and a trial with one's own account
  const away = [signIn.google?.authUrl, signIn.spotify?.accountsUrl, saver?.accountsUrl].flatMap(url =>
    url ? [new URL(url).origin] : [],
  );
  // the dev server compiles in the browser
  const dev = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    `form-action 'self'${away.map(origin => ` ${origin}`).join('')}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
