import type { Kept } from '@/lib/domain/kept';
import type { Disconnect, Rules } from '@/lib/domain/save-words';

/** A service this deployment asks: what it calls the permission, what that is used for, for how many days it is kept at the latest. */
export type AskedService = {
  name: string;
  permission: string;
  wider: boolean;
  home: string;
  days: number;
  disconnect: Disconnect | null;
  rules: readonly Rules[];
};

/** Something in the visitor's own browser: a cookie, or an entry of its local storage. */
export type InBrowser = { of: Kept['of']; names: string[]; what: string; until: string };

/** What the privacy page shows: nothing in it is written by hand for this deployment but the operator. */
export type PrivacyView = {
  services: AskedService[];
  kept: Kept[];
  browser: InBrowser[];
  /** a page that offers Apple Music loads a script of Apple's */
  appleScript: boolean;
  operator: { name: string | null; email: string | null };
};
