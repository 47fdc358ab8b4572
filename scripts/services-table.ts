import { format, resolveConfig } from 'prettier';
import { CAPABILITIES } from '../lib/domain/capability';
import type { CapabilityRow } from '../lib/domain/capability-row';
import { deploymentOf, limitsOf } from '../lib/domain/deployment';
import { DSP_NAMES, DSPS, type Dsp } from '../lib/domain/dsp';
import { saveWords } from '../lib/domain/save-words';

const BEGIN = '<!-- services: written by `npm run readme` from lib/domain/capability.ts -->';
const END = '<!-- services end -->';

const code = (text: string) => `\`${text}\``;
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** What fans get where the service is on. */
function fanGets(dsp: Dsp, { permission, modes }: CapabilityRow): string {
  if (permission === 'none') return 'a link, and a calendar entry at the fan’s own moment';
  const when = permission === 'musickit' ? 'now where Apple has it, and at the release' : 'at the release';
  const own = modes.includes('service-presave') ? '; or the artist’s own Countdown Page' : '';
  return `${saveWords(dsp).promise} ${when}${own}`;
}

/** How many fans the service takes in its widest tier. */
function limitWords(dsp: Dsp, { tiers }: CapabilityRow): string {
  const [widest] = Object.keys(tiers);
  const { savesADay } = limitsOf(dsp, deploymentOf({ [dsp]: { tier: widest } }));
  return savesADay === null ? '' : `; about ${savesADay} fans a day`;
}

function takes({ needs }: CapabilityRow): string {
  if (!needs) return 'nothing';
  return `${[...(needs.tier ? [needs.tier] : []), ...needs.variables].map(code).join(', ')}: ${needs.from}`;
}

function servicesTable(): string {
  const rows = DSPS.map(dsp => {
    const capability = CAPABILITIES[dsp];
    const gets = fanGets(dsp, capability) + limitWords(dsp, capability);
    return [DSP_NAMES[dsp], gets, capability.today.words, takes(capability)];
  });
  return table(['service', 'what a fan gets', 'who can have a save today', 'what it takes'], rows);
}

function tiersTable(): string {
  const rows = DSPS.flatMap(dsp => {
    const { needs, tiers } = CAPABILITIES[dsp];
    if (!needs?.tier) return [];
    const named = Object.entries(tiers).map(([name, tier]) => [code(`${needs.tier}=${name}`), tier.who, tier.takes]);
    return [...named, [code(`${needs.tier}=off`), 'nobody (this is the default)', 'nothing']];
  });
  return table(['tier', 'who can pre-save', 'what it takes'], rows);
}

/** The two tables of the README, as the formatter leaves them. */
async function block(file: string): Promise<string> {
  const text = `${BEGIN}\n\n${servicesTable()}\n\n${tiersTable()}\n\n${END}`.replaceAll('’', "'");
  return (await format(text, { ...(await resolveConfig(file)), parser: 'markdown' })).trim();
}

/** The README at `file` with its tables as the rows are now; null where the place for them is missing. */
export async function withServices(file: string, readme: string): Promise<string | null> {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  return from < 0 || to < from ? null : readme.slice(0, from) + (await block(file)) + readme.slice(to + END.length);
}
