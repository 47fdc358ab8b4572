import { CHOICE_KEY } from '@/components/fan/inline-scripts';
import type { InBrowser } from '@/components/fan/privacy-view';
import { artistCookies } from '@/lib/auth/artist-cookies';
import { fanCookies } from '@/lib/auth/cookies';
import { passCookies } from '@/lib/auth/pass-cookie';
import { FAN_DAYS, INTENT_MINUTES } from '@/lib/domain/retention';
import { LINK_MINUTES, SESSION_DAYS } from '@/lib/domain/sign-in';

/** Everything this deployment puts into a browser, by the names it really uses. */
export function inBrowser(appUrl: string): InBrowser[] {
  const fan = fanCookies(appUrl);
  const { pass, mark } = passCookies(appUrl, 'any');
  const { sessionToken, ...signIn } = artistCookies(appUrl);
  return [
    {
      of: 'fan',
      names: [fan.intent.name],
      what: 'Which release you tapped, on which service, your time zone and the link you came by.',
      until: `${INTENT_MINUTES} minutes.`,
    },
    {
      of: 'fan',
      names: Object.values(fan.auth).map(({ name }) => name),
      what: 'Keeps others out of your sign-in at the service.',
      until: `${INTENT_MINUTES} minutes, or until you close the browser.`,
    },
    {
      of: 'fan',
      names: [pass.name],
      what: 'Your pass, so that the release’s page can tell you how your pre-save stands. No script can read it.',
      until: `${FAN_DAYS} days, or until you withdraw.`,
    },
    {
      of: 'fan',
      names: [mark.name],
      what: 'That there is a pass, and nothing else.',
      until: `${FAN_DAYS} days, or until you withdraw.`,
    },
    {
      of: 'fan',
      names: [CHOICE_KEY],
      what: 'Which service you tapped last, so that it comes first. It stays in your browser’s local storage and is sent nowhere.',
      until: 'Until you clear it.',
    },
    { of: 'artist', names: [sessionToken.name], what: 'Keeps you signed in.', until: `${SESSION_DAYS} days.` },
    {
      of: 'artist',
      names: Object.values(signIn).map(({ name }) => name),
      what: 'Keeps others out of your sign-in.',
      until: `${LINK_MINUTES} minutes, or until you close the browser.`,
    },
  ];
}
