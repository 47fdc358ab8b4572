import { Presets, SingleBar } from 'cli-progress';

/** A progress bar; where there is no terminal it writes nothing. */
export function bar(what: string, total: number): SingleBar {
  const progress = new SingleBar(
    { format: `  {bar} {value}/{total} ${what}  {duration_formatted}`, hideCursor: true },
    Presets.shades_classic,
  );
  progress.start(total, 0);
  return progress;
}
