import type { Palette } from '@/lib/domain/theme';

/** A piece of text as the card draws it; made in `lib/media/card-text.ts`. */
type Piece = { kind: 'text'; text: string } | { kind: 'emoji'; svg: string };
type SetText = { words: { pieces: Piece[] }[]; rtl: boolean; size: number };

export type ShareCardProps = {
  artist: SetText;
  title: SetText;
  line: SetText;
  palette: Palette;
  artwork: string | null;
};

const SPINE = 44;
const COVER = 630;

/** Words as flex items: Satori has no bidi, so right-to-left is a matter of the row's direction. */
function Words({ text, color, lineHeight }: { text: SetText; color: string; lineHeight: number }) {
  return (
    <div
      style={{
        display: 'flex',
        flexWrap: 'wrap',
        flexDirection: text.rtl ? 'row-reverse' : 'row',
        width: '100%',
        columnGap: text.size * 0.26,
        fontSize: text.size,
        lineHeight,
        color,
      }}
    >
      {text.words.map((word, i) => (
        <div
          key={i}
          style={{
            display: 'flex',
            flexWrap: 'wrap',
            flexDirection: text.rtl ? 'row-reverse' : 'row',
            alignItems: 'center',
            maxWidth: '100%',
          }}
        >
          {word.pieces.map((piece, j) =>
            piece.kind === 'text' ? (
              <span key={j} style={{ maxWidth: '100%', wordBreak: 'break-all' }}>
                {piece.text}
              </span>
            ) : (
              <img
                key={j}
                alt=""
                width={text.size}
                height={text.size}
                style={{ margin: `0 ${text.size * 0.06}px` }}
                src={`data:image/svg+xml;base64,${Buffer.from(piece.svg).toString('base64')}`}
              />
            ),
          )}
        </div>
      ))}
    </div>
  );
}

/** The share picture, 1200 x 630: the sleeve with its spine, and beside it what it is and when it is out. */
export function ShareCard({ artist, title, line, palette, artwork }: ShareCardProps) {
  return (
    <div style={{ display: 'flex', width: '100%', height: '100%', background: palette.paper, fontWeight: 700 }}>
      <div style={{ display: 'flex', width: SPINE, height: '100%', background: palette.accent }} />
      {artwork && <img alt="" src={artwork} width={COVER} height={COVER} style={{ objectFit: 'cover' }} />}
      <div
        style={{
          display: 'flex',
          flex: 1,
          flexDirection: 'column',
          justifyContent: 'space-between',
          padding: artwork ? '46px 44px 44px' : '64px 72px 60px',
        }}
      >
        <div style={{ display: 'flex', flexDirection: 'column', gap: 14, width: '100%' }}>
          <Words text={artist} color={palette.muted} lineHeight={1.2} />
          <Words text={title} color={palette.text} lineHeight={title.rtl ? 1.4 : 1.04} />
        </div>
        <div style={{ display: 'flex', flexDirection: 'column', gap: 18, width: '100%' }}>
          <div style={{ display: 'flex', width: 64, height: 8, background: palette.accent }} />
          <Words text={line} color={palette.text} lineHeight={1.2} />
        </div>
      </div>
    </div>
  );
}
