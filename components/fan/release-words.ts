import type { ReleaseKind } from '@/lib/domain/release';

export const KIND_WORDS: Record<ReleaseKind, string> = { single: 'Single', ep: 'EP', album: 'Album' };
