import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// An odd zone with a 45-minute offset: code that quietly assumes UTC or whole hours fails here and not in production.
process.env['TZ'] = 'Asia/Kathmandu';

const slow = ['**/*.db.test.ts', '**/*.slow.test.ts'];
const never = ['**/node_modules/**', '.next/**', '.upbeat/**', 'e2e/**/*.spec.ts'];

export default defineConfig({
  resolve: {
    alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') },
  },
  test: {
    environment: 'node',
    env: { TZ: 'Asia/Kathmandu' },
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...never, ...slow],
          // Unit tests share nothing that they change, so each worker loads a module once and not once for every file.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: slow,
          exclude: never,
          globalSetup: './lib/testing/database-server.ts',
          // it names Next's files without their endings, which Node alone does not find
          server: { deps: { inline: ['next-auth'] } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
