import { sql } from 'drizzle-orm';
import type { Db } from '../db';
import type { Dsp } from '../domain/dsp';
import type { Named } from '../domain/same-release';

/** A link that a code led to on release day: what the catalogue calls the release, and where and when (epoch ms) it was there first. */
export type FoundLink = Named & { dsp: Dsp; url: string; market: string; at: number };

/** The links of a campaign that nobody gave: each with what spoke for it. One that was replaced by hand since is not among them. */
export async function readFoundLinks(db: Db, campaignId: string): Promise<FoundLink[]> {
  const rows = await db.execute<{
    dsp: Dsp;
    url: string;
    market: string;
    at_ms: number;
    artist: string;
    title: string;
  }>(sql`
    select distinct on (m.dsp) m.dsp, s.url, m.market, (extract(epoch from m.opened_at) * 1000)::float8 as at_ms,
      m.candidate ->> 'artist' as artist, m.candidate ->> 'title' as title
    from market_openings m join campaign_services s on s.campaign_id = m.campaign_id and s.dsp = m.dsp and s.uri = m.uri
    where m.campaign_id = ${campaignId}::uuid and m.opened_at is not null and m.candidate is not null and s.url is not null
    order by m.dsp, m.opened_at`);
  return rows.map(({ at_ms, ...row }) => ({ ...row, at: at_ms }));
}
