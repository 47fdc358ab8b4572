import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './database';
let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());
test('a test file gets an empty database of its own with the newest schema', async () => {
  const [row] = await db.sql<{ name: string; migrations: number }[]>`
    select current_database() as name, (select count(*)::int from drizzle.__drizzle_migrations) as migrations`;
  expect(row?.name).toMatch(/^t_\d+_[0-9a-f]{12}$/);
  expect(row?.migrations).toBeGreaterThan(0);
});
test('tests run where a hidden UTC shows', () => {
  expect(new Date(0).getHours()).toBe(5);
});
