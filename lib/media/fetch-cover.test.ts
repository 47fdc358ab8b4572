import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSocket, type AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { prepareArtwork } from './artwork';
import { fetchCover } from './fetch-cover';

const MB = 1024 * 1024;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  closers.push(async () => {
    server.closeAllConnections();
    await new Promise<void>(resolve => server.close(() => resolve()));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Listens where nobody may connect, and counts who does. */
async function forbidden() {
  let connections = 0;
  const socket = createSocket(one => {
    connections += 1;
    one.destroy();
  });
  await new Promise<void>(resolve => socket.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise(resolve => socket.close(() => resolve())));
  const { port } = socket.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, connections: () => connections };
}

const picture = () => sharp({ create: { width: 900, height: 900, channels: 3, background: '#336699' } }).jpeg();

describe('a cover that is fetched', () => {
  it('comes whole, from where it may be', async () => {
    const bytes = await picture().toBuffer();
    const url = await serve((_, res) => res.end(bytes));
    const fetched = await fetchCover(`${url}/cover.jpg`, { origins: ['https://a.example', url] });
    expect(fetched).toEqual({ kind: 'fetched', bytes });
    expect(fetched.kind === 'fetched' && (await prepareArtwork(fetched.bytes)).kind).toBe('ok');
  });

  it('may have 5 MB and not a byte more, whatever its length is said to be', async () => {
    const url = await serve((req, res) => void res.end(Buffer.alloc(req.url === '/fits' ? 5 * MB : 5 * MB + 1)));
    expect(await fetchCover(`${url}/fits`, { origins: [url] })).toMatchObject({ kind: 'fetched' });
    expect(await fetchCover(url, { origins: [url] })).toEqual({ kind: 'too_large' });
  });

  it('that goes on for ever is let go of', async () => {
    const gone: Promise<void>[] = [];
    const url = await serve((_, res) => {
      gone.push(new Promise(resolve => res.once('close', resolve)));
      pour(res);
    });
    expect(await fetchCover(url, { origins: [url] })).toEqual({ kind: 'too_large' });
    await Promise.all(gone);
  });

  it('that does not begin, or does not end, is waited for no longer than it may take', async () => {
    const url = await serve((req, res) => void (req.url === '/silent' ? null : res.write('half')));
    for (const path of ['/silent', '/endless'])
      expect(await fetchCover(url + path, { origins: [url], timeoutMs: 50 })).toEqual({ kind: 'late' });
  });

  it.each<[string, (res: ServerResponse) => void]>([
    ['404', res => void res.writeHead(404).end()],
    ['500', res => void res.writeHead(500).end('no')],
    ['204', res => void res.writeHead(204).end()],
    ['a reset', res => void res.socket?.resetAndDestroy()],
    [
      'half of it',
      res => {
        res.writeHead(200, { 'content-length': 64 });
        res.write('half', () => res.socket?.destroy());
      },
    ],
  ])('and is not there: %s', async (_, answer) => {
    const url = await serve((_req, res) => answer(res));
    expect(await fetchCover(url, { origins: [url] })).toEqual({ kind: 'no_answer' });
  });

  it.each([301, 302, 303, 307, 308])('leads nowhere else by a %d', async status => {
    const elsewhere = await forbidden();
    const url = await serve((_, res) => void res.writeHead(status, { location: `http://${elsewhere.host}/` }).end());
    expect(await fetchCover(url, { origins: [url] })).toEqual({ kind: 'no_answer' });
    expect(elsewhere.connections()).toBe(0);
  });

  it('is judged by what is in it', async () => {
    const bomb = await sharp({ create: { width: 7_100, height: 7_100, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    const url = await serve((req, res) => {
      res.writeHead(200, { 'content-type': 'image/jpeg' }).end(req.url === '/bomb' ? bomb : '<html>sign in</html>');
    });
    const judged = async (path: string) => {
      const fetched = await fetchCover(url + path, { origins: [url] });
      return fetched.kind === 'fetched' ? prepareArtwork(fetched.bytes) : fetched;
    };
    expect(await judged('/page')).toMatchObject({ kind: 'refused', reason: 'not_an_image' });
    expect(await judged('/bomb')).toMatchObject({ kind: 'refused', reason: 'too_many_pixels' });
  });
});

describe('an address that is not from where covers may be', () => {
  it.each<[string, (host: string) => string]>([
    ['another port of the same host', host => `http://${host}/cover.jpg`],
    ['the right host as a name', host => `http://cdn.example@${host}/cover.jpg`],
    ['the right host as a path', host => `http://${host}/https://cdn.example/cover.jpg`],
    ['another way to write it', host => `http://${host.replace('127.0.0.1', '2130706433')}/`],
    ['a private address', host => `http://${host.replace('127.0.0.1', '[::ffff:127.0.0.1]')}/`],
    ['localhost', host => `http://${host.replace('127.0.0.1', 'localhost')}/`],
  ])('is not connected to: %s', async (_, address) => {
    const elsewhere = await forbidden();
    const origins = ['https://cdn.example', 'http://127.0.0.1:1'];
    expect(await fetchCover(address(elsewhere.host), { origins })).toEqual({ kind: 'not_allowed' });
    expect(elsewhere.connections()).toBe(0);
  });

  it.each([
    'http://cdn.example/cover.jpg',
    'https://cdn.example:8443/cover.jpg',
    'https://cdn.example.evil.example/cover.jpg',
    'https://mira:secret@cdn.example/cover.jpg',
    'http://169.254.169.254/latest/meta-data/',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'not an address',
    '',
  ])('is refused: %s', async address => {
    expect(await fetchCover(address, { origins: ['https://cdn.example'] })).toEqual({ kind: 'not_allowed' });
  });
});

/** Writes as long as somebody reads. */
function pour(res: ServerResponse): void {
  if (res.destroyed) return;
  res.write(Buffer.alloc(MB), () => pour(res));
}
