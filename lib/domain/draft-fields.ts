import { DSPS, isDsp, type Dsp } from './dsp';
import { fieldsOf, instantOf } from './local-time';
import type { Release } from './release';
import { isReleaseDate } from './release-moment';

/** The fields of the campaign form that are not about one service, by their names. */
const PLAIN = ['artist', 'title', 'kind', 'mode', 'date', 'time', 'zone', 'slug', 'upc', 'isrcs', 'about'] as const;

/** What one service's field is called: whether it is on the page, its link, and Spotify's own pre-save page. */
export const onField = (dsp: Dsp) => `on.${dsp}`;
export const urlField = (dsp: Dsp) => `url.${dsp}`;
export const COUNTDOWN_FIELD = 'countdown.spotify';

const NAMES: ReadonlySet<string> = new Set([...PLAIN, ...DSPS.map(onField), ...DSPS.map(urlField), COUNTDOWN_FIELD]);
const LONGEST = 4_000;

/** The form as it was typed, right or wrong: every field's text by its name. A service that is off has no `on.` field. */
export type DraftFields = Record<string, string>;

/** The known fields of what a browser has sent; nothing is judged, too long a text is cut. */
export function readFields(sent: Readonly<Record<string, unknown>>): DraftFields {
  const fields: DraftFields = {};
  for (const [name, value] of Object.entries(sent))
    if (NAMES.has(name) && typeof value === 'string') fields[name] = value.slice(0, LONGEST);
  return fields;
}

/** The fields that have another text than before, by name. */
export function changedFields(before: DraftFields, after: DraftFields): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter(name => (before[name] ?? '') !== (after[name] ?? '')).toSorted();
}

const text = (fields: DraftFields, name: string) => (fields[name] ?? '').trim();

/** The services that are on, with what was typed about them. */
export function servicesIn(fields: DraftFields): { dsp: Dsp; url: string; countdownUrl: string }[] {
  return DSPS.filter(dsp => text(fields, onField(dsp)) !== '').map(dsp => ({
    dsp,
    url: text(fields, urlField(dsp)),
    countdownUrl: dsp === 'spotify' ? text(fields, COUNTDOWN_FIELD) : '',
  }));
}

/** When it comes out, as far as the form says so. */
export function releaseIn(fields: DraftFields): Release | null {
  const date = text(fields, 'date');
  if (text(fields, 'mode') !== 'instant') return isReleaseDate(date) ? { mode: 'local-midnight', date } : null;
  const at = instantOf(date, text(fields, 'time') || '00:00', text(fields, 'zone') || 'UTC');
  return at === null ? null : { mode: 'instant', at };
}

function utcText(at: number): string {
  const { date, time } = fieldsOf(at, 'UTC');
  return `${date}T${time}:00Z`;
}

const codes = (listed: string) => listed.split(/[\s,;]+/).filter(Boolean);

/** The JSON that `campaignSchema` reads, made of a form. What is missing is missing there too. */
export function jsonOf(fields: DraftFields): Record<string, unknown> {
  const release = releaseIn(fields);
  const given = (name: string) => (text(fields, name) ? { [name]: text(fields, name) } : {});
  const isrcs = codes(text(fields, 'isrcs'));
  return {
    slug: text(fields, 'slug'),
    artist: text(fields, 'artist'),
    title: text(fields, 'title'),
    kind: text(fields, 'kind'),
    release:
      release?.mode === 'instant'
        ? { mode: 'instant', at: utcText(release.at) }
        : { mode: 'local-midnight', date: text(fields, 'date') },
    ...given('upc'),
    ...(isrcs.length > 0 ? { isrcs } : {}),
    ...given('about'),
    services: Object.fromEntries(
      servicesIn(fields).map(({ dsp, url, countdownUrl }) => [
        dsp,
        { ...(url ? { url } : {}), ...(countdownUrl ? { countdownUrl } : {}) },
      ]),
    ),
  };
}

/** The form's field that a problem of that JSON is about, by the problem's path. */
export function fieldOfProblem(path: string): string {
  const [head = '', dsp = '', what = ''] = path.split('.');
  if (head === 'release') return 'date';
  if (head !== 'services') return head;
  if (!isDsp(dsp)) return 'services';
  return what === 'countdownUrl' ? COUNTDOWN_FIELD : urlField(dsp);
}

/** A campaign as its form shows it; instants in `zone`. */
export function fieldsOfCampaign(
  campaign: {
    slug: string;
    artist: string;
    title: string;
    kind: string;
    upc: string | null;
    isrcs: readonly string[];
    about: string | null;
    release: Release;
    services: readonly { dsp: Dsp; url: string | null; countdownUrl: string | null }[];
  },
  zone: string,
): DraftFields {
  const { slug, artist, title, kind, upc, isrcs, about, release, services } = campaign;
  const when =
    release.mode === 'instant'
      ? { mode: 'instant', zone, ...fieldsOf(release.at, zone) }
      : { mode: 'local-midnight', date: release.date };
  const fields: DraftFields = {
    slug,
    artist,
    title,
    kind,
    ...when,
    upc: upc ?? '',
    isrcs: isrcs.join('\n'),
    about: about ?? '',
  };
  for (const { dsp, url, countdownUrl } of services) {
    fields[onField(dsp)] = 'on';
    fields[urlField(dsp)] = url ?? '';
    if (dsp === 'spotify') fields[COUNTDOWN_FIELD] = countdownUrl ?? '';
  }
  return fields;
}
