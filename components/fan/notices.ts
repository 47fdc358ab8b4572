import type { Opening } from '@/lib/domain/fan-page';

/** What may have come between a fan's tap and the pre-save. */
export const NOTICE_KINDS = [
  'declined',
  'expired',
  'interrupted',
  'replayed',
  'not-listed',
  'full',
  'try-later',
  'cross-site',
  'gone',
  'needs-script',
  'not-yet',
  'in-app',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export type Notice = { kind: NoticeKind };

/** After these a fan may well be better off with a reminder: no permission, no service, no database needed. */
export const OFFERS_REMINDER: ReadonlySet<NoticeKind> = new Set([
  'declined',
  'not-listed',
  'full',
  'try-later',
  'gone',
  'needs-script',
  'not-yet',
  'in-app',
]);

type Words = { title: string; body: string };

const NOTICES: Record<Exclude<NoticeKind, 'not-yet'>, Words> = {
  declined: {
    title: 'You said no, and that is fine.',
    body: 'Nothing was saved and nothing was kept. If it was a slip of the thumb, the buttons are still here.',
  },
  expired: {
    title: 'That took a little too long.',
    body: 'A pre-save has to be finished within a few minutes, so this one was dropped. Nothing was kept. Tap your service to start afresh.',
  },
  interrupted: {
    title: 'The service sent you back before it was done.',
    body: 'No permission reached us and nothing was kept. Tap your service to try again.',
  },
  replayed: {
    title: 'This step was already used.',
    body: 'That usually means the page was reloaded or the back button pressed. Nothing was saved twice. If you never saw a confirmation, tap your service again.',
  },
  'not-listed': {
    title: 'Your account is not on the list yet.',
    body: 'That service only lets this app save for a short list of people at the moment, and your account isn’t on it. Nothing was kept. Choose another service below, or come back to this address on the day: it will be the listening page.',
  },
  full: {
    title: 'All places there are taken.',
    body: 'That service lets this app save for a limited number of listeners, and they have all been found. Nothing was kept. The next best is below; the reminder has a place for everyone.',
  },
  'try-later': {
    title: 'We could not write it down.',
    body: 'We couldn’t reach our database just now, so the pre-save was not made and nothing was kept. Try again in a minute.',
  },
  'cross-site': {
    title: 'That tap came from another website.',
    body: 'A pre-save only counts when it starts on this page, so we stopped it. Nothing was kept. If it was you, tap your service below.',
  },
  'needs-script': {
    title: 'Apple asks in a window of its own.',
    body: 'That takes JavaScript, which is off or did not load here. Nothing was asked for and nothing was kept. Switch it on, or open this page in another browser; the reminder works without.',
  },
  gone: {
    title: 'That cannot be pre-saved here.',
    body: 'This release is not taking pre-saves on that service any more. Nothing was asked for and nothing was kept. What is possible is below.',
  },
  'in-app': {
    title: 'This needs your own browser.',
    body: 'That service lets nobody sign in inside another app, so nothing was asked for and nothing was kept. Tap the app’s three dots, usually at the top right, and choose “Open in browser”. Then tap your service there.',
  },
};

/** Like the page, this turns when the pre-save opens: whoever comes back to the address then is not told to wait. */
function notYet(openings: readonly Opening[]): Words {
  const when = openings.map(({ words }) => `${words}.`).join(' ');
  return when
    ? {
        title: 'Not yet.',
        body: `${when} A permission given now would end before the release, so nothing was asked for and nothing was kept. What is possible until then is below.`,
      }
    : { title: 'The wait is over.', body: 'Nothing was kept the last time. What is possible now is below.' };
}

/** Said on top of the campaign page: what happened, what was kept (nothing), what to do now. */
export function noticeWords({ kind }: Notice, openings: readonly Opening[]): Words {
  return kind === 'not-yet' ? notYet(openings) : NOTICES[kind];
}
