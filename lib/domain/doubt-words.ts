import type { DoubtReason } from './doubt';

/** Why pre-saves are doubted, for the artist: what was seen, and what that may also be. */
export const DOUBT_WORDS: Record<DoubtReason, { name: string; what: string }> = {
  velocity: {
    name: 'Too many from one network',
    what: 'More from one place than people there can be, or many of which most never opened the page. A campus or an office is not enough for it.',
  },
  repeated_visitor: {
    name: 'One browser, many accounts',
    what: 'The same browser, alone on its network, brought account after account.',
  },
  account_burst: {
    name: 'A burst of accounts',
    what: 'Many within minutes from many places, most of which never opened the page: what bought pre-saves look like.',
  },
};
