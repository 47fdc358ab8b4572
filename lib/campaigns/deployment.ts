import type { Deployment } from '../domain/capability';
import type { Env } from '../env';

/** What this deployment can save on, from its settings: Spotify for everyone under extended quota, for listed fans before. */
export function deploymentOf({ spotify }: Pick<Env, 'spotify'>): Deployment {
  return { savers: spotify ? { spotify: spotify.tier === 'extended' ? 'everyone' : 'listed' } : {} };
}
