import type { ServiceStanding } from '../lib/domain/standing';

const WIDTH = 15;

/** What this deployment can do, as a terminal shows it: a line for each service, and below it what limits it, lacks or would give more. */
export function servicesText(standings: readonly ServiceStanding[]): string {
  return standings.flatMap(standing => [headLine(standing), ...moreLines(standing)]).join('\n');
}

function headLine({ name, now, tier }: ServiceStanding): string {
  const named = tier && tier !== 'on' ? ` (${tier})` : '';
  return `${name.padEnd(WIDTH)}${now}${named}`;
}

function moreLines({ limit, missing, more, today }: ServiceStanding): string[] {
  const lines = [
    ...(limit ? [`At most ${limit}; then the next fan gets the next best.`] : []),
    ...(missing.length > 0 ? [`To save: set ${missing.join(', ')}.`] : []),
    ...(more ? [more] : []),
    ...(missing.length > 0 || more === null ? [`Today: ${today.words}.`] : []),
  ];
  return lines.map(line => ' '.repeat(WIDTH) + line);
}
