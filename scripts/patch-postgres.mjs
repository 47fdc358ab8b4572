// Mends postgres.js 3.4.9 where it is installed: a connection that closes with a statement still to be written throws where
// nobody can catch it, which ends the process, or keeps the half-written statement and never writes again once it has
// reconnected. Open upstream as porsager/postgres#1154 and #1208. Runs after every install, and says so when the text it knows is
// no longer there: then look whether a newer version has mended it, and take this file out.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MENDED = 'if (socket === null) return lost()';

/**
 * Each text occurs once.
 * @type {[from: string, to: string][]}
 */
const CHANGES = [
  [
    `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)
    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    return x
  }`,
    `  function nextWrite(fn) {
    ${MENDED}
    const x = socket.write(chunk, fn)
    forget()
    return x
  }

  function forget() {
    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
  }

  function lost() {
    forget()
    error(Errors.connection('CONNECTION_CLOSED', options, socket))
    return false
  }`,
  ],
  [
    `    clearImmediate(nextWriteTimer)
    if (socket) {`,
    `    forget()
    if (socket) {`,
  ],
  [
    `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)`,
    `    forget()
    socket.removeListener('data', data)`,
  ],
];

for (const path of ['src/connection.js', 'cjs/src/connection.js']) {
  const file = fileURLToPath(new URL(`../node_modules/postgres/${path}`, import.meta.url));
  let text = readFileSync(file, 'utf8');
  if (text.includes(MENDED)) continue;
  for (const [from, to] of CHANGES) {
    if (text.split(from).length !== 2)
      throw new Error(`${file} is not the text that scripts/patch-postgres.mjs mends.`);
    text = text.replace(from, () => to);
  }
  writeFileSync(file, text);
}
