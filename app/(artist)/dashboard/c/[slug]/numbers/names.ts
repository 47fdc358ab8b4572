import { NO_CHANNEL, OTHER_CHANNEL, OWN_BROWSER } from '@/lib/domain/audience';
import { CHANNELS, type Channel } from '@/lib/domain/channels';
import { DSP_NAMES, isDsp } from '@/lib/domain/dsp';
import { IN_APP_NAMES } from '@/lib/domain/in-app';
import { territoryName } from '@/lib/domain/territory-names';

const DEVICE_NAMES: Record<string, string> = { phone: 'Phone', tablet: 'Tablet', desktop: 'Computer' };
const WAY_NAMES: Record<string, string> = {
  file: 'Calendar file',
  google: 'Google Calendar',
  subscribe: 'Calendar that follows the date',
};
const APP_NAMES: Record<string, string | null> = { ...IN_APP_NAMES, [OWN_BROWSER]: 'A browser of their own' };
const large = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The names an artist knows for what the sums are split by. What is not known stands as it is. */
export function namesOf(own: readonly Channel[]) {
  const channels = new Map([...CHANNELS, ...own].map(({ code, name }) => [code, name]));
  channels.set(NO_CHANNEL, 'The bare link').set(OTHER_CHANNEL, 'All others');
  return {
    channel: (code: string) => channels.get(code) ?? code,
    country: (code: string) => large(territoryName(code)),
    dsp: (code: string) => (isDsp(code) ? DSP_NAMES[code] : code),
    device: (code: string) => DEVICE_NAMES[code] ?? code,
    app: (code: string) => APP_NAMES[code] ?? 'Another app',
    way: (code: string) => WAY_NAMES[code] ?? code,
  };
}
