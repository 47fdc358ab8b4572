import { isDsp } from '@/lib/domain/dsp';
import type { Opening } from '@/lib/domain/fan-page';
import { nextBestFor, SERVICE_NOTICES, serviceNoticeWords, type ServiceNotice, type Shown } from './service-notices';

/** What may have come between a fan's tap and the pre-save. */
export const NOTICE_KINDS = [
  'declined',
  'expired',
  'interrupted',
  'replayed',
  'try-later',
  'cross-site',
  'gone',
  'needs-script',
  'not-yet',
  'in-app',
] as const;
type NoticeKind = (typeof NOTICE_KINDS)[number];

export type Notice = { kind: NoticeKind } | ServiceNotice;

/** The notice at the end of an address: `declined`, or `full/spotify` where it is about one service. Null: there is none. */
export function readNotice([kind, dsp, ...rest]: readonly string[]): Notice | null {
  if (rest.length > 0) return null;
  const plain = NOTICE_KINDS.find(known => known === kind);
  if (plain) return dsp === undefined ? { kind: plain } : null;
  const about = SERVICE_NOTICES.find(known => known === kind);
  return about && isDsp(dsp) ? { kind: about, dsp } : null;
}

const OFFERS_REMINDER: ReadonlySet<Notice['kind']> = new Set([
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

const isAboutService = (notice: Notice): notice is ServiceNotice => 'dsp' in notice;

/** Said on top of the campaign page: what happened, what was kept (nothing), what to do now. */
export function noticeWords(notice: Notice, page: Shown): Words {
  if (isAboutService(notice)) return serviceNoticeWords(notice, page);
  return notice.kind === 'not-yet' ? notYet(page.openings) : NOTICES[notice.kind];
}

/** After these a fan may well be better off with a reminder: no permission, no service, no database needed. */
export function offersReminder({ kind }: Notice): boolean {
  return OFFERS_REMINDER.has(kind);
}

/** Where this fan finds the next best at the service that was tapped. */
export function wayOn(notice: Notice, page: Shown): { href: string; label: string } | null {
  const next = isAboutService(notice) ? nextBestFor(notice, page) : null;
  return next && 'href' in next.action ? { href: next.action.href, label: next.label } : null;
}
