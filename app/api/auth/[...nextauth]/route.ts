import { finishProvider, startProvider } from '@/lib/auth/artist';
import { isOwnForm } from '@/lib/auth/scope';
import { isSignInProvider } from '@/lib/domain/sign-in';
import { env } from '@/lib/env';

type Context = { params: Promise<{ nextauth: string[] }> };

const NOT_HERE = () => new Response(null, { status: 404 });

/** Google or Spotify sending an artist back. Nothing else of the sign-in engine is reachable by GET. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const [action, provider, ...rest] = (await params).nextauth;
  if (action !== 'callback' || !isSignInProvider(provider ?? '') || rest.length > 0) return NOT_HERE();
  return finishProvider(request);
}

/** The button of our sign-in page. A post from any other page is refused: nobody is signed in by somebody else's doing. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const [action, provider = '', ...rest] = (await params).nextauth;
  const { appUrl, signIn } = env();
  if (action !== 'signin' || !isSignInProvider(provider) || rest.length > 0 || !signIn[provider]) return NOT_HERE();
  if (!isOwnForm(request.headers, appUrl)) return new Response(null, { status: 403 });
  const next = (await request.formData()).get('next');
  return startProvider(provider, typeof next === 'string' ? next : '', request.headers.get('cookie'));
}
