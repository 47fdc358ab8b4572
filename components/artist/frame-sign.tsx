const PATHS = {
  campaigns: 'M3 3h18v18H3zM12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 12h.01',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M14 4.5v5M10 14.5v5',
} as const;

/** The sign of a room in the navigation, drawn with the stroke of Upbeat's own mark. */
export function FrameSign({ sign }: { sign: keyof typeof PATHS }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className="size-5 shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <path d={PATHS[sign]} />
    </svg>
  );
}
