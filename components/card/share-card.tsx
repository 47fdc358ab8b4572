import type { Palette } from '@/lib/domain/theme';

/** What is drawn in one go: letters of one font in the order in which they stand, or an emoji. `gap` and `tracking` in em. */
export type CardRun =
  | { kind: 'text'; text: string; font: string; gap: number; tracking: number }
  | { kind: 'emoji'; src: string; gap: number };
export type CardLine = CardRun[];
/** A text broken into lines; made in `lib/media/card-lines.ts`. `size` in px, `leading` in em. */
export type SetText = { lines: CardLine[]; size: number; leading: number; rtl: boolean };

export type ShareCardProps = {
  artist: SetText;
  title: SetText;
  line: SetText;
  palette: Palette;
  artwork: string | null;
};

export const CARD = { width: 1200, height: 630, spine: 44, cover: 630, padX: 46, padY: 44 } as const;

/** Satori's own line breaking is never used: each line is a row, each run a node that keeps its width. */
function Lines({ text, color }: { text: SetText; color: string }) {
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: 'column',
        width: '100%',
        fontSize: text.size,
        lineHeight: text.leading,
        color,
      }}
    >
      {text.lines.map((line, i) => (
        <div
          key={i}
          style={{
            display: 'flex',
            alignItems: 'center',
            justifyContent: text.rtl ? 'flex-end' : 'flex-start',
            height: text.size * text.leading,
            whiteSpace: 'nowrap',
          }}
        >
          {line.map((run, j) =>
            run.kind === 'text' ? (
              <span
                key={j}
                style={{
                  flexShrink: 0,
                  marginLeft: run.gap * text.size,
                  fontFamily: run.font,
                  letterSpacing: run.tracking * text.size,
                }}
              >
                {run.text}
              </span>
            ) : (
              <img
                key={j}
                alt=""
                src={run.src}
                width={text.size}
                height={text.size}
                style={{ flexShrink: 0, marginLeft: (run.gap + 0.06) * text.size, marginRight: 0.06 * text.size }}
              />
            ),
          )}
        </div>
      ))}
    </div>
  );
}

/** The record inside a sleeve without artwork: its grooves run off the corner. */
function Grooves({ color }: { color: string }) {
  const rings = Array.from({ length: 15 }, (_, i) => 168 + i * 26);
  return (
    <svg
      width={CARD.width}
      height={CARD.height}
      viewBox={`0 0 ${CARD.width} ${CARD.height}`}
      style={{ position: 'absolute', top: 0, left: 0 }}
    >
      {rings.map(r => (
        <circle key={r} cx={1020} cy={520} r={r} fill="none" stroke={color} strokeWidth={3} opacity={0.16} />
      ))}
      <circle cx={1150} cy={610} r={132} fill={color} opacity={0.16} />
    </svg>
  );
}

/** The share picture, 1200 x 630: the sleeve with its spine, and beside it what it is and when it is out. */
export function ShareCard({ artist, title, line, palette, artwork }: ShareCardProps) {
  const ground = artwork ? palette.paper : palette.accent;
  const ink = artwork ? palette.text : palette.onAccent;
  return (
    <div style={{ display: 'flex', position: 'relative', width: '100%', height: '100%', background: ground }}>
      {artwork ? null : <Grooves color={palette.onAccent} />}
      <div
        style={{
          display: 'flex',
          width: CARD.spine,
          height: '100%',
          background: artwork ? palette.accent : palette.onAccent,
        }}
      />
      {artwork ? <img alt="" src={artwork} width={CARD.cover} height={CARD.cover} /> : null}
      <div
        style={{
          display: 'flex',
          flex: 1,
          flexDirection: 'column',
          justifyContent: 'space-between',
          padding: artwork ? `${CARD.padY}px ${CARD.padX}px` : `56px 64px`,
        }}
      >
        <div style={{ display: 'flex', flexDirection: 'column', gap: 12, width: '100%' }}>
          <Lines text={artist} color={ink} />
          <Lines text={title} color={ink} />
        </div>
        <Lines text={line} color={artwork ? palette.accent : ink} />
      </div>
    </div>
  );
}
