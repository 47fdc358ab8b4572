import { readCount, type Outcomes } from './outcome';

export type CsvRead =
  | { kind: 'read'; values: Outcomes; said: string }
  /** in words for the artist */
  | { kind: 'refused'; message: string };

type Of = { title: string; /** the first day, YYYY-MM-DD */ from: string };

const MOST_CHARACTERS = 2_000_000;
const DAY_MS = 86_400_000;
const WEEK = 7;

/**
 * Reads a table that Spotify for Artists gives out. Source: artists.spotify.com/faq/stats, which names the tables that can be exported;
 * their columns as the tools that read them have them: the timeline (`date, listeners, streams, followers`) and the songs (`song,
 * listeners, streams, saves, release_date`). Columns are found by name, whatever their order; nothing in a cell is ever run.
 */
export function readOutcomeCsv(text: string, of: Of): CsvRead {
  if (text.length > MOST_CHARACTERS) return refused('This file is too large to be one of these tables.');
  const [head = [], ...rows] = cellsOf(text.replace(/^\uFEFF/, ''));
  const columns = head.map(name => name.trim().toLowerCase().replaceAll(' ', '_'));
  const at = (...names: string[]) => columns.findIndex(column => names.includes(column));
  const streams = at('streams');
  if (streams >= 0 && at('date') >= 0) return readTimeline(rows, { date: at('date'), streams }, of);
  if (streams >= 0 && at('song', 'title') >= 0)
    return readSongs(rows, { song: at('song', 'title'), streams, listeners: at('listeners'), saves: at('saves') }, of);
  return refused('This is no table that is known here: export “Audience” or “Songs” from Spotify for Artists as CSV.');
}

const refused = (message: string): CsvRead => ({ kind: 'refused', message });

function readTimeline(rows: readonly string[][], at: { date: number; streams: number }, { from }: Of): CsvRead {
  const first = Date.parse(`${from}T00:00:00Z`);
  const week = new Map<string, number>();
  for (const row of rows) {
    const date = row[at.date]?.trim() ?? '';
    const day = (Date.parse(`${date}T00:00:00Z`) - first) / DAY_MS;
    const n = readCount(row[at.streams] ?? '');
    if (/^\d{4}-\d\d-\d\d$/.test(date) && day >= 0 && day < WEEK && typeof n === 'number') week.set(date, n);
  }
  if (week.size < WEEK)
    return refused(
      `This table has ${week.size} of the seven days from ${from}. Export it again when the week is over, with all of them in it.`,
    );
  const streams = [...week.values()].reduce((sum, n) => sum + n, 0);
  return {
    kind: 'read',
    values: { streams },
    said: `The timeline of the artist: streams of the seven days from ${from}, of all their songs together. Listeners are people a day there and cannot be added up.`,
  };
}

type SongsAt = { song: number; streams: number; listeners: number; saves: number };

function readSongs(rows: readonly string[][], at: SongsAt, { title }: Of): CsvRead {
  const bare = (text: string) => text.trim().toLowerCase();
  const row = rows.find(cells => bare(cells[at.song] ?? '') === bare(title));
  if (!row) return refused(`No song in this table is named “${title}”. For an album, type the numbers in.`);
  const values: Outcomes = {};
  for (const what of ['streams', 'listeners', 'saves'] as const) {
    const n = at[what] < 0 ? undefined : readCount(row[at[what]] ?? '');
    if (n === null) return refused(`The ${what} of “${title}” in this table are no whole number.`);
    if (n !== undefined) values[what] = n;
  }
  return {
    kind: 'read',
    values,
    said: `The songs: the line of “${title}”. It covers whatever time was chosen there: it should be the first seven days.`,
  };
}

/** A table as RFC 4180 has it; also with semicolons or tabs between the cells, as spreadsheets of many countries save it. */
function cellsOf(text: string): string[][] {
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const separator = [',', ';', '\t'].toSorted((a, b) => line.split(b).length - line.split(a).length)[0];
  const rows: string[][] = [];
  let [row, cell, quoted]: [string[], string, boolean] = [[], '', false];
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some(one => one.trim() !== '')) rows.push(row);
    row = [];
  };
  for (let i = 0; i < text.length; i++) {
    const sign = text[i];
    if (quoted && sign === '"' && text[i + 1] === '"') {
      cell += sign;
      i++;
    } else if (sign === '"') quoted = !quoted;
    else if (quoted) cell += sign;
    else if (sign === separator) endCell();
    else if (sign === '\n') endRow();
    else if (sign !== '\r') cell += sign;
  }
  endRow();
  return rows;
}
