/** The name with its sign: the conductor's hand before the first beat, rising. */
export function UpbeatMark() {
  return (
    <span className="inline-flex items-center gap-1.5 font-display text-lg leading-none tracking-tight">
      <svg
        viewBox="0 0 24 24"
        className="size-5"
        fill="none"
        stroke="currentColor"
        strokeWidth="3.5"
        aria-hidden="true"
        focusable="false"
      >
        <path d="M3 5v7a7 7 0 0 0 14 0V6" />
        <path d="m12.5 9.5 4.5-5 4.5 5" />
      </svg>
      Upbeat
    </span>
  );
}
