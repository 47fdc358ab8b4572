import type { Metadata } from 'next';
import { MessagePage } from '@/components/fan/message-page';

export const metadata: Metadata = { title: 'Back to the link', robots: { index: false } };

/** For a fan whose browser no longer says which page it came from. */
export default function Page() {
  return (
    <MessagePage heading="We lost your place" sleeve="Lost the beat" way={{ href: '/', label: 'What this place is' }}>
      <p>
        The page you came from was open for a long time, or this is not the browser you started in. Nothing was saved
        and nothing was kept.
      </p>
      <p>Open the artist’s link again and tap your service there.</p>
    </MessagePage>
  );
}
