import { database, type Db } from '../db';
import { DSP_NAMES, type Dsp } from '../domain/dsp';
import { parseServiceLink } from '../domain/service-link';
import type { Acting } from '../domain/workspace';
import { writeLog } from '../workspaces/log';
import { linkIn, type Linked } from './link';
import { lockOwn } from './own-row';

/** Says where the release of a workspace's own campaign is on one service (see `linkService`), with a line in the log. */
export async function linkOwnService(
  acting: Acting,
  slug: string,
  dsp: Dsp,
  text: string,
  db: Db = database().db,
): Promise<Linked> {
  const link = parseServiceLink(dsp, text);
  return db.transaction(async tx => {
    const own = await lockOwn(tx, acting.workspace, slug);
    if (!own) return { kind: 'unknown_campaign' };
    if (!link.ok) return { kind: 'refused', message: link.message };
    await writeLog(tx, acting, 'campaign.linked', own.title, { service: DSP_NAMES[dsp] });
    return linkIn(tx, own, dsp, link);
  });
}
