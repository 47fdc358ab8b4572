import { readdirSync } from 'node:fs';
import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { ABOUT_NOBODY, kept } from './kept';

const folder = new URL('../../drizzle/schema/', import.meta.url);
const files = readdirSync(folder).filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'));
const modules: Record<string, unknown>[] = await Promise.all(
  files.map(name => import(new URL(name, folder).href) as Promise<Record<string, unknown>>),
);
const tables = modules
  .flatMap(module => Object.values(module))
  .filter(value => is(value, PgTable))
  .map(table => getTableConfig(table))
  .map(({ name, columns }) => ({ name, columns: columns.map(column => `${name}.${column.name}`) }));

const rows = kept([{ dsp: 'spotify', days: 180 }]);
const explained = rows.flatMap(row => row.columns);
const tableOf = (column: string) => column.slice(0, column.indexOf('.'));
const isExplained = (column: string) =>
  explained.includes(column) || explained.includes(`${tableOf(column)}.*`) || tableOf(column) in ABOUT_NOBODY;

describe('the privacy page', () => {
  it('explains every column of the database, or says that its table is about nobody (lib/domain/kept.ts)', () => {
    expect(tables.length).toBeGreaterThan(15);
    expect(tables.flatMap(({ columns }) => columns).filter(column => !isExplained(column))).toEqual([]);
  });

  it('explains each once, and none that is not there', () => {
    const known = tables.flatMap(({ name, columns }) => [`${name}.*`, ...columns]);
    expect(explained.filter(column => !known.includes(column))).toEqual([]);
    expect(explained.filter((column, i) => explained.indexOf(column) !== i)).toEqual([]);
    expect(Object.keys(ABOUT_NOBODY).filter(name => !tables.some(table => table.name === name))).toEqual([]);
  });

  it('names whole tables only for artists: of a fan each column counts', () => {
    const ofFans = rows.filter(({ of }) => of === 'fan').flatMap(row => row.columns);
    expect(ofFans.filter(column => column.endsWith('.*'))).toEqual([]);
    expect(ofFans.filter(column => tableOf(column) in ABOUT_NOBODY)).toEqual([]);
  });
});
