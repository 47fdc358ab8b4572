import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startApp } from '../scripts/app';
import { dropDatabase, ensureDatabase, migrateDatabase } from '../scripts/migrations';
import { Stage, unique } from './stage';

/**
 * An instance in trouble, with a database of its own that nobody has ever drained: Spotify knows neither its secret nor its address,
 * and TIDAL takes every call and answers none.
 */
export async function illInstance(): Promise<{ stage: Stage; stop: () => Promise<void> }> {
  const home = process.env['E2E_DATABASE_URL'] ?? '';
  const name = `ill_${unique()}`;
  const address = new URL(home);
  address.pathname = `/${name}`;
  await ensureDatabase(home, name);
  await migrateDatabase(address.href);
  const silent = await listening(createServer(() => undefined));
  const { port } = silent.address() as AddressInfo;
  const app = await startApp(
    {
      ...(JSON.parse(process.env['E2E_APP_ENV'] ?? '{}') as Record<string, string>),
      DATABASE_URL: address.href,
      SPOTIFY_CLIENT_SECRET: 'not the one',
      TIDAL_AUTH_URL: `http://127.0.0.1:${port}`,
    },
    { name: 'ill' },
  );
  const stage = new Stage(app.url, address.href);
  const stop = async () => {
    await stage.close();
    await app.stop();
    silent.closeAllConnections();
    silent.close();
    await dropDatabase(home, name);
  };
  return { stage, stop };
}

function listening(server: Server): Promise<Server> {
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server)));
}
