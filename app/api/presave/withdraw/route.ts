import { forgetPass } from '@/lib/auth/pass-cookie';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { readReceipt } from '@/lib/presaves/receipt';
import { withdraw } from '@/lib/presaves/withdraw';

/** A fan takes a pre-save back. The pass token in the form is the authority; there is no session to ride on. */
export async function POST(request: Request): Promise<Response> {
  const token = (await request.formData().catch(() => new FormData())).get('token');
  const pass = typeof token === 'string' && /^[\w-]{20,64}$/.test(token) ? token : null;
  let path = pass ? `/pass/${pass}` : '/lost';
  try {
    const receipt = pass ? await readReceipt(pass) : null;
    if (pass) await withdraw(pass);
    if (receipt) await forgetPass(receipt.slug);
  } catch (error) {
    log.error('presave.withdraw', error);
    path = '/later';
  }
  return new Response(null, {
    status: 303,
    headers: { location: new URL(path, env().appUrl).href, 'cache-control': 'no-store' },
  });
}
