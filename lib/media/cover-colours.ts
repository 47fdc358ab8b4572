import { converter } from 'culori';
import sharp from 'sharp';

/** OKLCH, `h` in degrees. */
type Lch = { l: number; c: number; h: number };

/** A colour of a cover, the share of the picture it fills (0 to 1), and its purest shade there. */
export type CoverColour = Lch & { share: number; peak: Lch };

export type CoverColours = {
  /** by share, largest first */ colours: CoverColour[];
  /** mean colour, `#rrggbb` */ mean: string;
};

type Point = { l: number; a: number; b: number };
type Cluster = Point & { size: number; members: readonly Point[] };

const GRID = 48;
const CLUSTERS = 9;
const toOklab = converter('oklab');

/** Finds the colours a picture is made of. Throws what sharp throws when the bytes are no picture. The same bytes, the same colours. */
export async function coverColours(bytes: Buffer): Promise<CoverColours> {
  const { data, info } = await sharp(bytes)
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .resize(GRID, GRID, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const points: Point[] = [];
  const sum = { r: 0, g: 0, b: 0 };
  const step = info.channels;
  for (let at = 0; at < data.length; at += step) {
    const r = data[at] ?? 0;
    const g = step < 3 ? r : (data[at + 1] ?? 0);
    const b = step < 3 ? r : (data[at + 2] ?? 0);
    sum.r += r;
    sum.g += g;
    sum.b += b;
    points.push(toOklab({ mode: 'rgb', r: r / 255, g: g / 255, b: b / 255 }));
  }
  const byte = (total: number) =>
    Math.round(total / points.length)
      .toString(16)
      .padStart(2, '0');
  return {
    colours: cluster(points).map(clusterColour(points.length)),
    mean: `#${byte(sum.r)}${byte(sum.g)}${byte(sum.b)}`,
  };
}

/** K-means that always starts the same way: the mean first, then each time the point furthest from every centre so far. */
function cluster(points: readonly Point[]): Cluster[] {
  let centres: Cluster[] = [meanOf(points)];
  while (centres.length < CLUSTERS) {
    const far = furthest(points, centres);
    if (!far) break;
    centres.push({ ...far, size: 1, members: [far] });
  }
  for (let round = 0; round < 8; round++) {
    const groups = new Map(centres.map(centre => [centre, [] as Point[]]));
    for (const point of points) {
      const centre = nearest(point, centres);
      if (centre) groups.get(centre)?.push(point);
    }
    centres = [...groups.values()].filter(group => group.length > 0).map(meanOf);
  }
  return centres.toSorted((one, other) => other.size - one.size);
}

function furthest(points: readonly Point[], centres: readonly Cluster[]): Point | null {
  let far: Point | null = null;
  // Nearer than this two colours are one to the eye, and another centre would only split a shade.
  let best = 0.001;
  for (const point of points) {
    let least = Infinity;
    for (const centre of centres) least = Math.min(least, between(point, centre));
    if (least > best) [far, best] = [point, least];
  }
  return far;
}

function nearest(point: Point, centres: readonly Cluster[]): Cluster | undefined {
  let found: Cluster | undefined;
  let least = Infinity;
  for (const centre of centres) {
    const distance = between(point, centre);
    if (distance < least) [found, least] = [centre, distance];
  }
  return found;
}

/** Squared distance; hue and chroma count double, because a cover's colours are told apart by them more than by shade. */
function between(one: Point, other: Point): number {
  return (one.l - other.l) ** 2 + 4 * ((one.a - other.a) ** 2 + (one.b - other.b) ** 2);
}

function meanOf(points: readonly Point[]): Cluster {
  const sum = { l: 0, a: 0, b: 0 };
  for (const { l, a, b } of points) {
    sum.l += l;
    sum.a += a;
    sum.b += b;
  }
  const size = points.length;
  return { l: sum.l / size, a: sum.a / size, b: sum.b / size, size, members: points };
}

function clusterColour(total: number): (cluster: Cluster) => CoverColour {
  return ({ size, members, ...mean }) => {
    // The purest tenth: the mean of a shaded or grainy field is duller than the colour an eye takes from it.
    const purest = members.toSorted((one, other) => chroma(other) - chroma(one)).slice(0, Math.ceil(size / 10));
    return { ...lch(mean), share: size / total, peak: lch(meanOf(purest)) };
  };
}

function chroma({ a, b }: Point): number {
  return Math.hypot(a, b);
}

function lch({ l, a, b }: Point): Lch {
  return { l, c: Math.hypot(a, b), h: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360 };
}
