import { json, type Answer } from './answer';
import type { UserCall } from './api-call';

/** `GET /me`. In development mode country, e-mail, followers and product are left out (February 2026 migration guide). */
export function me({ asked, caller, fan }: UserCall): Answer {
  const extended = caller.client.mode === 'extended';
  const may = (scope: string) => extended && caller.scopes.includes(scope);
  return json(200, {
    account_id: fan.accountId,
    display_name: fan.id,
    external_urls: { spotify: `https://open.spotify.com/user/${encodeURIComponent(fan.id)}` },
    href: `${asked.origin}/api/v1/users/${encodeURIComponent(fan.id)}`,
    id: fan.id,
    images: [],
    type: 'user',
    uri: `spotify:user:${fan.id}`,
    ...(extended && { followers: { href: null, total: 0 } }),
    ...(may('user-read-private') && {
      country: fan.country,
      product: fan.product,
      explicit_content: { filter_enabled: false, filter_locked: false },
    }),
    ...(may('user-read-email') && { email: `${fan.id}@fans.invalid` }),
  });
}
