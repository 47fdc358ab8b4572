import type { Dsp } from './dsp';

/** `ok`: as it should be. `warn`: it works, with less than it could. `fail`: a fan will notice. `skipped`: nobody can tell from here. */
export const FINDING_STATES = ['ok', 'warn', 'fail', 'skipped'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** What a network's crawler read in the page's head; null: it is not there. */
export type CardHead = { title: string | null; description: string | null; image: string | null };

/** The networks whose previews are drawn, each with what it was given. */
export const CARD_NETWORKS = ['facebook', 'x', 'whatsapp', 'discord', 'imessage'] as const;
export type CardNetwork = (typeof CARD_NETWORKS)[number];

export const CARD_NETWORK_NAMES: Record<CardNetwork, string> = {
  facebook: 'Facebook',
  x: 'X',
  whatsapp: 'WhatsApp',
  discord: 'Discord',
  imessage: 'iMessage',
};

/** What one check has come to. `found` says what was seen; where something is wrong, what a fan would see and how to mend it. */
export type Finding = {
  id: string;
  title: string;
  state: FindingState;
  found: string;
  fanSees: string | null;
  mend: string | null;
  /** of the share card: what each network was given */
  cards?: Partial<Record<CardNetwork, CardHead>>;
};

/** What a check answers: a finding without its name. */
export type Found = Pick<Finding, 'state' | 'found'> & Partial<Pick<Finding, 'fanSees' | 'mend' | 'cards'>>;

/** What the last real save with an artist's own account came to on a service; `at` is epoch ms. */
export type OwnTrial = { dsp: Dsp; at: number; found: Found };

/** A trial that came back from the service: what was to be tried, and the permission or why there is none. */
export type TrialConsent = {
  slug: string;
  dsp: Dsp;
  uri: string;
  market: string;
  given: { kind: 'ok'; refreshToken: string } | { kind: 'not_registered' | 'quota_exceeded' | 'unknown' };
};

/** A check that has been begun. */
export type PlannedCheck = Pick<Finding, 'id' | 'title'>;

/** What a running preflight tells, line by line: first what will be tried, then each finding as it comes, at last that it is stored. */
export type PreflightEvent =
  { kind: 'plan'; checks: PlannedCheck[] } | { kind: 'finding'; finding: Finding } | { kind: 'done'; at: number };

export const countOf = (findings: readonly Finding[], state: FindingState) =>
  findings.filter(finding => finding.state === state).length;

const WORST: readonly FindingState[] = ['fail', 'warn', 'skipped', 'ok'];

/** Findings for somebody who wants to know what is wrong; those of one state stay in their order. */
export const worstFirst = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => WORST.indexOf(a.state) - WORST.indexOf(b.state));

/** What a run comes to in one sentence. */
export function verdictWords(findings: readonly Finding[]): string {
  const [fails, warns] = [countOf(findings, 'fail'), countOf(findings, 'warn')];
  const many = (n: number, one: string, more: string) => `${n} ${n === 1 ? one : more}`;
  if (fails > 0)
    return `${many(fails, 'check fails', 'checks fail')}${warns > 0 ? `, and ${many(warns, 'is', 'are')} worth a look` : ''}.`;
  if (warns > 0) return `Nothing fails. ${many(warns, 'check is', 'checks are')} worth a look.`;
  const untried = countOf(findings, 'skipped');
  return untried > 0
    ? `All that could be tried is well. ${many(untried, 'check', 'checks')} could not be tried from here.`
    : 'All is well.';
}

/** A text as far as a card shows it: at most `most` characters, the last of them a sign that there was more. */
export function clipped(text: string, most: number): string {
  const letters = [...text];
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}
