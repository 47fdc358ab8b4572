import { untilWords, type Asked } from './permission';
import { FAN_DAYS, INTENT_MINUTES, MAIL_COUNT_DAYS, MARK_HOURS, SPENT_INTENT_DAYS } from './retention';
import { INVITATION_DAYS, LINK_MINUTES, SESSION_DAYS } from './sign-in';

/**
 * Something that is kept of somebody, as the privacy page says it. `columns` are the database's, `table.column`; a table that is
 * about artists may be named whole (`table.*`). `kept.test.ts` fails for a column that is nowhere: say what it is for.
 */
export type Kept = {
  of: 'fan' | 'artist';
  what: string;
  why: string;
  until: string;
  who: string;
  columns: readonly string[];
};

/** Tables without anything about a person, and what they are instead: no fan, no visitor, no artist can be told from a row. */
export const ABOUT_NOBODY: Readonly<Record<string, string>> = {
  campaigns: 'a release and its page',
  campaign_services: 'where a release is',
  market_openings: 'what a service says of a release in a country',
  refused_matches: 'what a release is not, although its code leads there',
  channels: 'places where an artist puts a link',
  preflight_runs: 'what checks of a release and of this deployment have found',
  own_trials: 'what a save with an artist’s own account came to, without the account',
  drain_seen: 'when saves were last looked after',
  release_moves: 'when a release was moved',
  retired_addresses: 'addresses of deleted releases, so that nobody else gets them',
  media: 'artwork and share pictures',
  pace_gates: 'how fast a service may be called',
  presave_counts: 'sums',
  presave_count_deltas: 'sums',
  step_counts: 'sums',
  step_count_deltas: 'sums',
  reminders: 'how many calendar entries were taken on a day',
  audience_counts: 'sums',
  audience_day_counts: 'sums',
  audience_quarter_counts: 'sums',
  audience_minute_counts: 'sums',
  arrival_count_deltas: 'sums',
  event_losses: 'sums',
  outcomes: 'what became of a release',
  visitor_salt: 'a random number of the day, thrown away at midnight',
  visitor_days: 'how many marks there are today',
};

const columns = (table: string, names: string) => names.split(' ').map(name => `${table}.${name}`);

const OURS = 'Nobody but us.';
const YEAR = `When you withdraw, or ${FAN_DAYS} days after your last yes.`;
const LINE = `When you withdraw. Else it stays with the campaign, after ${FAN_DAYS} days in a line that nothing leads to you from.`;

/** What is kept of a fan. `asked`: the services that save here, and for how many days a permission is kept at the latest. */
function ofFans(asked: readonly Asked[]): Kept[] {
  const latest = asked.length > 0 ? `, and ${untilWords(asked)} in any case` : '';
  return [
    {
      of: 'fan',
      what: 'Your permission',
      why: 'To add the one release, once.',
      until: `Destroyed as soon as that is done, when you withdraw, when the campaign ends${latest}.`,
      who: 'Nobody can read it: it is sealed (AES-256-GCM), and the key is not in the database. Only your service ever gets it back.',
      columns: columns('grants', 'sealed sealed_access access_expires_at version'),
    },
    {
      of: 'fan',
      what: 'A code for your account',
      why: 'So that the same account twice is one pre-save. It is a keyed hash: nobody can tell the account from it.',
      until: YEAR,
      who: OURS,
      columns: columns('presaves', 'account_key'),
    },
    {
      of: 'fan',
      what: 'Your time zone',
      why: 'To tell you times on your own clock.',
      until: YEAR,
      who: OURS,
      columns: columns('presaves', 'zone'),
    },
    {
      of: 'fan',
      what: 'Your country',
      why: 'It decides at which midnight the release is out for you. Your service tells it, or your time zone does.',
      until: LINE,
      who: 'The artist, as a number: so many from there.',
      columns: columns('presaves', 'territory'),
    },
    {
      of: 'fan',
      what: 'Which link you came by',
      why: 'The artist wants to know whether the poster or the story brought people. It is the word in the link, nothing of yours.',
      until: LINE,
      who: 'The artist, as a number.',
      columns: columns('presaves', 'channel'),
    },
    {
      of: 'fan',
      what: 'What happened, and when',
      why: 'So that your pass can tell you, and every pre-save is accounted for.',
      until: `With the campaign. After a withdrawal, and after ${FAN_DAYS} days, nothing leads from it to you.`,
      who: 'You, on your pass. The artist, as numbers.',
      columns: [
        ...columns('presaves', 'id campaign_id dsp state reason next_attempt_at attempts rescues readiness looks'),
        ...columns('presaves', 'lease_owner lease_until saved_at created_at updated_at'),
        ...columns('grants', 'presave_id dsp authorized_at hard_expiry rejected_since destroyed_at'),
        ...columns('ledger', 'id presave_id campaign_id at from_state to_state reason actor'),
      ],
    },
    {
      of: 'fan',
      what: 'Your pass',
      why: 'Its address is the only key to your pre-save. What is kept is its fingerprint (SHA-256), not the address.',
      until: `${FAN_DAYS} days after you got it.`,
      who: OURS,
      columns: columns('passes', 'token_hash presave_id created_at'),
    },
    {
      of: 'fan',
      what: 'That a tap was used',
      why: 'So that nobody can use it a second time. It is a random number.',
      until: `${INTENT_MINUTES} minutes and ${SPENT_INTENT_DAYS} day.`,
      who: OURS,
      columns: columns('spent_intents', 'nonce expires_at'),
    },
    {
      of: 'fan',
      what: 'A mark of the day',
      why: 'So that a visitor is counted once a day, and a crowd that is one machine is seen. It is a keyed hash of your network’s address and your browser’s name; neither is written down, and the key is thrown away at midnight (UTC).',
      until: `The end of the day, at the latest ${MARK_HOURS} hours.`,
      who: 'Nobody can tell anything from it. The artist, as a number.',
      columns: [
        ...columns('visitors', 'campaign_id mark day'),
        ...columns('presave_evidence', 'presave_id campaign_id network visitor tracked day at next_look_at'),
      ],
    },
    {
      of: 'fan',
      what: 'Whether your pre-save looks like a machine’s',
      why: 'So that the artist’s count is worth something. It changes nothing about what you get.',
      until: LINE,
      who: 'The artist, as a number, with the reason.',
      columns: columns('presaves', 'doubt'),
    },
    {
      of: 'fan',
      what: 'A note when something fails',
      why: 'To mend it: the time, the release, and the random number of the pre-save. Never an account, a permission or an address.',
      until: 'As long as the machine that runs this keeps its log.',
      who: OURS,
      columns: [],
    },
  ];
}

const OF_ARTISTS: readonly Kept[] = [
  {
    of: 'artist',
    what: 'Your e-mail address, your name, and the Google or Spotify account you sign in with',
    why: 'To know you again. No password, and no token of Google’s or Spotify’s.',
    until: 'As long as you have an account.',
    who: 'The members of your workspaces see address and name.',
    columns: ['users.*', 'accounts.*'],
  },
  {
    of: 'artist',
    what: 'The browsers you are signed in with',
    why: 'To keep you signed in.',
    until: `${SESSION_DAYS} days, or until you sign out.`,
    who: OURS,
    columns: ['sessions.*'],
  },
  {
    of: 'artist',
    what: 'Links in mails, and how many were asked for',
    why: 'To let you in once, and nobody fill your mailbox. The count knows addresses only as keyed hashes.',
    until: `${LINK_MINUTES} minutes; the count ${MAIL_COUNT_DAYS} day; an invitation ${INVITATION_DAYS} days.`,
    who: 'Invitations: the members of the workspace.',
    columns: ['verification_tokens.*', 'mail_sends.*', 'invitations.*'],
  },
  {
    of: 'artist',
    what: 'Your workspaces, who is in them, who changed what, and forms half filled in',
    why: 'To work together, and to know afterwards.',
    until: 'As long as the workspace is there.',
    who: 'The members of the workspace.',
    columns: ['workspaces.*', 'members.*', 'audit_log.*', 'campaign_drafts.*'],
  },
];

/** Everything that is kept of anybody. */
export function kept(asked: readonly Asked[]): Kept[] {
  return [...ofFans(asked), ...OF_ARTISTS];
}
