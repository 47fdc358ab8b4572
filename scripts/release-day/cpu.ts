import { existsSync, readFileSync, readdirSync } from 'node:fs';

/** The kernel counts processor time in hundredths of a second. */
const TICKS = 100;

/** Processor seconds of a process, and with `family` of its children, dead or alive. Zero where there is no /proc, or no process. */
export function cpuSeconds(pid: number, { family = false } = {}): number {
  const own = statOf(pid);
  if (!own) return 0;
  const alive = family ? childrenOf(pid).reduce((sum, child) => sum + (statOf(child)?.own ?? 0), 0) : 0;
  return own.own + (family ? own.dead + alive : 0);
}

/** The child of this process that was started with these words in a row among its arguments, or 0. */
export function childWith(...words: string[]): number {
  const started = (pid: number) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(words.join('\0'));
    } catch {
      return false;
    }
  };
  return childrenOf(process.pid).find(started) ?? 0;
}

function statOf(pid: number): { parent: number; own: number; dead: number } | null {
  try {
    // The name in brackets may have blanks in it.
    const [, rest = ''] = /\) (.*)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const fields = rest.split(' ').map(Number);
    const ticks = (at: number) => (fields[at] ?? 0) + (fields[at + 1] ?? 0);
    return { parent: fields[1] ?? 0, own: ticks(11) / TICKS, dead: ticks(13) / TICKS };
  } catch {
    return null;
  }
}

function childrenOf(pid: number): number[] {
  if (!existsSync('/proc/self/stat')) return [];
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return all.filter(other => statOf(other)?.parent === pid);
}
