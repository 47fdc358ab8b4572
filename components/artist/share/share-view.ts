import type { Phase } from '@/lib/domain/phase';

/** A place where the link is put: its own address, and a text to put beside it. */
export type ShareChannel = {
  code: string;
  name: string;
  /** the artist has named it, and may take it away */
  own: boolean;
  address: string;
  text: string;
  /** how long the network lets a text be */
  limit: number | null;
};

export type ShareView = {
  slug: string;
  title: string;
  phase: Phase;
  address: string;
  channels: readonly ShareChannel[];
};
