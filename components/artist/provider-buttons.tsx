import { Button } from '@/components/ui/button';
import { SIGN_IN_NAMES, type SignInProvider } from '@/lib/domain/sign-in';

/** Other ways in: plain forms, because the way leads off this site and back. */
export function ProviderButtons({ providers, next }: { providers: readonly SignInProvider[]; next: string }) {
  if (providers.length === 0) return null;
  return (
    <div className="grid gap-3 border-t border-line pt-5">
      {providers.map(provider => (
        <form key={provider} method="post" action={`/api/auth/signin/${provider}`} className="grid">
          <input type="hidden" name="next" value={next} />
          <Button type="submit">Continue with {SIGN_IN_NAMES[provider]}</Button>
        </form>
      ))}
    </div>
  );
}
