/** A small cover. Without artwork, the campaign's own colour with the title's first letter, as a test pressing has it. */
export function Cover({ src, placeholder, title }: { src: string | null; placeholder: string; title: string }) {
  if (src)
    return <img src={src} alt="" width={56} height={56} loading="lazy" className="size-14 shrink-0 object-cover" />;
  return (
    <span
      aria-hidden="true"
      className="grid size-14 shrink-0 place-items-center font-display text-2xl font-extrabold text-[#fff] [text-shadow:0_0_3px_rgb(0_0_0/0.6)]"
      style={{ background: placeholder }}
    >
      {[...title][0]}
    </span>
  );
}
