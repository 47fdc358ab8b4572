'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import type { KeepAnswer } from '@/components/artist/editor/draft-answers';
import { done, refused, type FormAnswer } from '@/components/ui/form-answer';
import { requireRole } from '@/lib/auth/gate';
import { discardDraft } from '@/lib/campaigns/drafts/discard';
import { finishDraft } from '@/lib/campaigns/drafts/finish';
import { keepDraft } from '@/lib/campaigns/drafts/keep';
import { lookUpDraft } from '@/lib/campaigns/drafts/look-up';
import { readDraft } from '@/lib/campaigns/drafts/read';
import { reviewDraft } from '@/lib/campaigns/drafts/review';
import { counted } from '@/lib/domain/number-words';
import { territoryOfZone } from '@/lib/domain/zone-territory';
import { failingChecks } from './failing-checks';
import { CAMPAIGN_GONE, GONE, OVERTAKEN, readSent, readWhich } from './sent-form';

/** Keeps a form as it is typed, and answers with what stands beside its fields now. */
export async function keep(data: FormData): Promise<KeepAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return { kind: 'refused', why: gate.reason, message: gate.message };
  const { of, typed } = readSent(data);
  const kept = await keepDraft(gate.acting, of, typed);
  if (kept.kind === 'overtaken') return { ...kept, kind: 'refused', why: 'overtaken' };
  const draft = kept.kind === 'kept' ? await readDraft(gate.workspace.id, kept.id) : null;
  if (kept.kind === 'gone' || !draft)
    return { kind: 'refused', why: 'gone', message: 'campaign' in of ? CAMPAIGN_GONE : GONE };
  const hasArtwork = draft.hasArtwork || (draft.campaignId !== null && draft.artworkRemoved === null);
  const beside = await reviewDraft({ ...draft, hasArtwork, workspace: gate.workspace.id });
  return { kind: 'done', id: kept.id, revision: kept.revision, beside };
}

/** Makes or changes the campaign, and publishes it where that was the button. */
export async function finish(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const { of, typed, publish, anyway } = readSent(data);
  const failing = publish && !anyway ? await failingChecks(gate.workspace.id, of) : null;
  if (failing) return refused(before, data, failing, { anyway: failing });
  const kept = await keepDraft(gate.acting, of, typed);
  if (kept.kind === 'gone') return refused(before, data, 'campaign' in of ? CAMPAIGN_GONE : GONE);
  if (kept.kind === 'overtaken') return refused(before, data, OVERTAKEN);
  const finished = await finishDraft(gate.acting, { draft: kept.id, revision: kept.revision, publish });
  if (finished.kind === 'gone') return refused(before, data, GONE);
  if (finished.kind === 'overtaken') return refused(before, data, OVERTAKEN);
  if (finished.kind === 'refused') {
    const fields = Object.fromEntries(finished.problems.toReversed().map(({ field, message }) => [field, message]));
    return refused(before, data, 'Not yet: mend what is marked, then send it again. Nothing is lost.', fields);
  }
  revalidatePath('/dashboard', 'layout');
  if (finished.published && finished.moved === 0 && !('campaign' in of)) redirect(`/dashboard/c/${finished.slug}?live`);
  if (!('campaign' in of)) redirect(`/dashboard/c/${finished.slug}`);
  const moved =
    finished.moved > 0 ? ` ${counted(finished.moved, 'pre-save goes', 'pre-saves go')} by the new facts.` : '';
  return done(before, `Saved.${moved} ${finished.notes.join(' ')}`.trim());
}

/** Asks the catalogues about the form as it is now. */
export async function lookUp(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const { draft, zone } = readWhich(data);
  const looked = await lookUpDraft(gate.acting, { draft, market: territoryOfZone(zone) ?? 'US' });
  if (looked.kind === 'gone') return refused(before, data, GONE);
  if (looked.kind === 'overtaken')
    return refused(before, data, 'The form was changed meanwhile. Look it up once more.');
  if (looked.kind !== 'looked') return refused(before, data, 'Give a UPC, an ISRC or one link first.');
  return done(before, looked.filledIn > 0 ? `${counted(looked.filledIn, 'link', 'links')} filled in.` : 'Looked up.');
}

/** Throws a draft away. */
export async function discard(before: FormAnswer, data: FormData): Promise<FormAnswer> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return refused(before, data, gate.message);
  const draft = data.get('draft');
  const gone = typeof draft === 'string' && (await discardDraft(gate.acting, draft));
  if (!gone) return refused(before, data, GONE);
  revalidatePath('/dashboard', 'layout');
  redirect('/dashboard');
}
