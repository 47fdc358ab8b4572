import { brotliCompressSync, gzipSync } from 'node:zlib';
import autocannon from 'autocannon';
import type { Figure } from './bench';
import type { BenchStage } from './bench-stage';
import { watchFlip } from './demo-flip';

const CONNECTIONS = 50;
const ROUNDS = 2;

async function requestsPerSecond(url: string, seconds: number): Promise<number> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds });
  if (result.non2xx > 0) throw new Error(`${url} answered ${result.non2xx} times with something else than 200`);
  return result.requests.average;
}

/** The scripts a browser loads for a page, gzipped, in bytes. */
async function scriptBytes(pageUrl: string): Promise<number> {
  const html = await (await fetch(pageUrl)).text();
  const tags = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/\bnomodule\b/i.test(tag));
  const sources = new Set(tags.map(([, src = '']) => new URL(src.replaceAll('&amp;', '&'), pageUrl).href));
  const sizes = await Promise.all(
    [...sources].map(async src => gzipSync(Buffer.from(await (await fetch(src)).arrayBuffer())).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A page's document and its style sheets, as one text. */
async function pageWithStyles(pageUrl: string): Promise<string> {
  const html = await (await fetch(pageUrl)).text();
  const sheets = [...html.matchAll(/<link\b[^>]*\bhref="([^"]+\.css[^"]*)"/g)].map(
    ([, href = '']) => new URL(href, pageUrl).href,
  );
  return html + (await Promise.all([...new Set(sheets)].map(async href => (await fetch(href)).text()))).join('');
}

/** Throughput and weight of the fan page against the empty one, and the flip under load. */
export async function benchPage(stage: BenchStage, seconds: number): Promise<Figure[]> {
  const { slug } = await stage.campaign(Date.now() + 86_400_000);
  const [fan, empty] = [`${stage.appUrl}/${slug}`, `${stage.appUrl}/api/empty`];
  for (const url of [fan, empty]) await requestsPerSecond(url, 2);
  const rates = { fan: 0, empty: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    console.log(`page throughput, round ${round + 1} of ${ROUNDS} ...`);
    rates.empty += await requestsPerSecond(empty, seconds);
    rates.fan += await requestsPerSecond(fan, seconds);
  }
  const share = rates.fan / rates.empty;
  const more = (await scriptBytes(fan)) - (await scriptBytes(empty));

  console.log('the flip under load ...');
  const at = Date.now() + 8_000;
  const soon = await stage.campaign(at);
  const url = `${stage.appUrl}/${soon.slug}`;
  const [flip] = await Promise.all([
    watchFlip(url, at),
    autocannon({ url, connections: 10, duration: Math.ceil((at - Date.now()) / 1000) + 4 }),
  ]);
  const html = await pageWithStyles(fan);
  return [
    {
      what: 'fan page, requests/s of an empty static page',
      value: share.toFixed(2),
      bar: '>= 0.90',
      held: share >= 0.9,
    },
    { what: 'fan page, requests/s', value: (rates.fan / ROUNDS).toFixed(0), bar: '(this machine)', held: true },
    { what: 'JavaScript more than an empty page, gz', value: `${more} B`, bar: '<= 5000 B', held: more <= 5_000 },
    {
      what: 'HTML with its CSS, br',
      value: `${brotliCompressSync(html).length} B`,
      bar: '<= 15000 B (br)',
      held: brotliCompressSync(html).length <= 15_000,
    },
    { what: 'flip: answers live before the moment', value: String(flip.early), bar: '0', held: flip.early === 0 },
    { what: 'flip: answers a pre-save after T + 1 s', value: String(flip.late), bar: '0', held: flip.late === 0 },
    {
      what: 'flip: first live answer after T',
      value: `${flip.firstAfter ?? '-'} ms`,
      bar: '<= 1000 ms',
      held: flip.firstAfter !== null && flip.firstAfter <= 1_000,
    },
  ];
}
