import { changedFields, type DraftFields } from '@/lib/domain/draft-fields';

/** Whether what the server has is a form that this browser has sent itself: kept, though no answer came back. */
export function isOneOf(unanswered: readonly DraftFields[], kept: DraftFields): boolean {
  return unanswered.some(sent => changedFields(sent, kept).length === 0);
}
