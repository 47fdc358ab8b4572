import type { Metadata } from 'next';
export const metadata: Metadata = { title: 'No release at this address' };

/** Nothing here: a draft, a campaign that is gone, or a slip in the address. The three look alike on purpose. */
export default function NotFound() {
  return (
    <main>
      <h1>No release at this address</h1>
    </main>
  );
}
