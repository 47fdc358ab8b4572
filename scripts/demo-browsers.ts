import type { FanBrowser } from '../e2e/fan';

const ZONES = [
  'Europe/London',
  'America/Los_Angeles',
  'Asia/Tokyo',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'America/Sao_Paulo',
  'Africa/Lagos',
  '',
];
const CHANNELS = ['instagram', 'instagram', 'tiktok', 'newsletter', 'poster', ''];
const USER_AGENTS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
];

/** The browser of the demo's fan number `i`: each at an address of their own, from the block that is set aside for tests (RFC 2544). */
export function demoBrowser(i: number): FanBrowser {
  return {
    zone: ZONES[i % ZONES.length] ?? '',
    channel: CHANNELS[i % CHANNELS.length] ?? '',
    userAgent: USER_AGENTS[i % USER_AGENTS.length] ?? '',
    address: `198.18.${Math.floor(i / 250)}.${1 + (i % 250)}`,
  };
}
