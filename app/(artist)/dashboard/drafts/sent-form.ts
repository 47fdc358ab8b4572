import type { DraftOf } from '@/lib/campaigns/drafts/keep';
import { readFields, type DraftFields } from '@/lib/domain/draft-fields';

export const GONE =
  'This draft is not here any more: somebody has finished it or thrown it away. What you typed is still in the form.';
export const CAMPAIGN_GONE =
  'This campaign is not here any more: somebody has deleted it. What you typed is still in the form.';
export const OVERTAKEN =
  'Somebody has changed this form since you opened it. Below you can take theirs or keep yours; nothing was published.';

type Sent = {
  of: DraftOf;
  typed: { fields: DraftFields; revision: number };
  publish: boolean;
  /** although a check failed */ anyway: boolean;
};

const textIn = (data: FormData) => (name: string) => {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
};

/** A campaign's form as a browser sends it. */
export function readSent(data: FormData): Sent {
  const text = textIn(data);
  const [draft, campaign] = [text('draft'), text('campaign')];
  const revision = Number(text('revision'));
  const of: DraftOf =
    /^[0-9a-f-]{36}$/.test(draft) && !campaign ? { draft } : campaign ? { campaign } : { fresh: true };
  return {
    of,
    typed: { fields: readFields(Object.fromEntries(data)), revision: Number.isInteger(revision) ? revision : 0 },
    publish: ['yes', 'anyway'].includes(text('publish')),
    anyway: text('publish') === 'anyway',
  };
}

/** Which draft, and on which clock whoever asks is. */
export function readWhich(data: FormData): { draft: string; zone: string } {
  const text = textIn(data);
  return { draft: text('draft'), zone: text('zone').slice(0, 64) };
}
