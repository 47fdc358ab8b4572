/** How a DSP can be asked to save: by one OAuth permission per fan, by Apple's own window in the page, or not at all. */
export type Permission = 'oauth' | 'musickit' | 'none';

/**
 * What a service can be on a campaign's page, the best first: `adds` now and again at the release, `saves` at the release, opens the
 * service's own pre-save (`service-presave`), `reminds` by calendar, `opens` the service.
 */
export const MODES = ['adds', 'saves', 'service-presave', 'reminds', 'opens'] as const;
export type Mode = (typeof MODES)[number];

/** For whom a service saves here: for everyone, or only for accounts that the service has on a list of this app. */
export type SaverReach = 'everyone' | 'listed';

/** Where an operator can stand with a service that saves. */
export type Tier = {
  reach: SaverReach;
  /** fewer days than the row's, where tokens live shorter */ grantDays?: number;
  /** so many accounts are on the list; nobody else can give a permission */ listed?: number;
  /** who can pre-save, in words */ who: string;
  /** what an operator needs for it, in words */ takes: string;
};

/** The name of the one tier of a service that has none. */
export const ON = 'on';

/** What an operator has to have before a service saves. */
export type Needs = {
  /** the variable that names the tier; null: the service is on where the others are given */ tier: string | null;
  /** the variables that all tiers want, as `lib/env.ts` asks for them */ variables: readonly string[];
  /** where they come from, in words */ from: string;
};

/** Units that come back each day. `spare` are kept for questions that belong to no fan. */
export type DailyUnits = {
  units: number;
  spare: number;
  /** at whose midnight they come back */ zone: string;
  /** the variable by which an operator says that there are more */ variable: string;
};

/** What the calls of an app are counted against. */
export type Quota = {
  /** calls in any `windowMs`; null: not published, and learned from the service's answers */ limit: number | null;
  windowMs: number;
  /** what a consent costs, in units where there are daily ones, in calls elsewhere */ presave: number;
  /** what a save costs, in the same */ save: number;
  daily: DailyUnits | null;
};

/** What the answer to a save proves: it is in the library (`saved`), or the service took the wish (`accepted`) and it is looked for. */
export type Proof = 'saved' | 'accepted';

/** Whether an operator who begins now can have a service that saves: anybody, a few fans only, or nobody. */
export type NewOperator = { access: 'open' | 'limited' | 'closed'; words: string };

/** What a DSP's own rules allow, whatever this deployment has. */
export type CapabilityRow = {
  permission: Permission;
  /** the one scope asked for */ scope: string | null;
  /** asked of an artist who tries a save with their own account, and of no fan: to look into the library as well */
  trialScope?: string;
  /** all that it can be on a page, the best first */ modes: readonly Mode[];
  /** for how many days after consent a grant is counted on; null: no grant */ grantDays: number | null;
  /** how long the service itself says that a permission lives, in words; null: no grant */ tokenLife: string | null;
  /** its catalogue knows no UPC and no ISRC: only the artist's link leads to a release */ byLinkOnly?: true;
  /** null: nothing can be had that saves */ needs: Needs | null;
  /** by the names that settings give them; empty: it cannot save */ tiers: Readonly<Record<string, Tier>>;
  quota: Quota | null;
  proof: Proof | null;
  today: NewOperator;
};
