/** A number worth reading from across the room, with what it counts. The label comes first for those who listen. */
export function Stat({ value, label, small = false }: { value: string; label: string; small?: boolean }) {
  return (
    <div className="flex flex-col-reverse">
      <span className="text-small text-muted">{label}</span>
      <span
        className={`font-display leading-none font-extrabold tabular-nums ${small ? 'text-2xl' : 'text-[2.5rem] tracking-[-0.01em]'}`}
      >
        {value}
      </span>
    </div>
  );
}
