import { clock } from '../../clock';
import { catalogues } from '../../dsp/registry';
import type { CatalogueDsp } from '../../dsp/types';
import { env } from '../../env';

const holder = globalThis as typeof globalThis & { upbeatCatalogues?: CatalogueDsp[] };

/** The catalogues of this deployment, kept because each remembers its app token. */
export function ourCatalogues(): CatalogueDsp[] {
  holder.upbeatCatalogues ??= catalogues(env(), clock.now);
  return holder.upbeatCatalogues;
}
