/** What a button does, in one sign: keep, go to the service, listen, or open what is below. */
export type Glyph = 'keep' | 'leave' | 'play' | 'open';

const PATHS: Record<Glyph, string> = {
  keep: 'M12 5v14M5 12h14',
  leave: 'M7 17 17 7M8 7h9v9',
  play: 'M8 5.5v13l10.5-6.5z',
  open: 'M6 9.5l6 6 6-6',
};

/** The sign at the end of a service button. Decoration: the button's words say the same. */
export function ActionGlyph({ glyph }: { glyph: Glyph }) {
  return (
    <svg className="glyph" data-glyph={glyph} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[glyph]} />
    </svg>
  );
}
