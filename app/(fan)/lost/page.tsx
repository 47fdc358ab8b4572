import type { Metadata } from 'next';

export const metadata: Metadata = { title: 'Back to the link', robots: { index: false } };

/** For a fan whose browser no longer says which page it came from. */
export default function Page() {
  return (
    <main>
      <h1>We lost track of where you were</h1>
    </main>
  );
}
