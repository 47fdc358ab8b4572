import { PASS_BAR_ID } from './inline-scripts';

/**
 * The line that tells a fan who has pre-saved in this browser so. The page is the same for everyone: the boot script makes room
 * before paint where the browser carries the mark of a pass, and fills it with what the server says. React leaves the inside alone.
 */
export function PassBar() {
  return (
    <div
      id={PASS_BAR_ID}
      className="pass-bar"
      role="status"
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: '<a><b></b> <span></span></a>' }}
    />
  );
}
