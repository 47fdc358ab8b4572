import { cookies } from 'next/headers';
import { PASS_MARK } from '../domain/pass-mark';
import { FAN_DAYS } from '../domain/retention';
import { env } from '../env';

const REMEMBERED_SECONDS = FAN_DAYS * 24 * 3_600;

/**
 * The two cookies of one campaign in one browser. `pass` is the token: no script reads it, and its path lets it travel to that
 * campaign's state route and nowhere else. `mark` is for the page's script and says only that there is a pass.
 */
export function passCookies(appUrl: string, slug: string) {
  const secure = appUrl.startsWith('https:');
  const base = { sameSite: 'strict' as const, secure };
  return {
    pass: {
      name: `${secure ? '__Secure-' : ''}upbeat.fan.pass`,
      options: { ...base, httpOnly: true, path: `/api/presave/state/${slug}` },
    },
    mark: { name: PASS_MARK, options: { ...base, httpOnly: false, path: `/${slug}` } },
  };
}

/** Has this browser remember its pass for a campaign. Inside a route handler only, like the two below. */
export async function rememberPass(slug: string, token: string): Promise<void> {
  const { pass, mark } = passCookies(env().appUrl, slug);
  const jar = await cookies();
  jar.set(pass.name, token, { ...pass.options, maxAge: REMEMBERED_SECONDS });
  jar.set(mark.name, '1', { ...mark.options, maxAge: REMEMBERED_SECONDS });
}

/** Has this browser forget it. */
export async function forgetPass(slug: string): Promise<void> {
  const jar = await cookies();
  for (const { name, options } of Object.values(passCookies(env().appUrl, slug)))
    jar.set(name, '', { ...options, maxAge: 0 });
}

/** The token this browser sent for a campaign, or null. */
export async function rememberedPass(slug: string): Promise<string | null> {
  return (await cookies()).get(passCookies(env().appUrl, slug).pass.name)?.value || null;
}
