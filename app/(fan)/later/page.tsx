import type { Metadata } from 'next';
import { MessagePage } from '@/components/fan/message-page';

export const metadata: Metadata = { title: 'Try again in a minute', robots: { index: false } };

/** For a withdrawal that could not be written down. */
export default function Page() {
  return (
    <MessagePage heading="Not done yet" sleeve="One more bar" way={{ href: '/', label: 'What this place is' }}>
      <p>We could not reach our database just now, so your pre-save was not withdrawn. It is as it was before.</p>
      <p>Go back to your pass in a minute and tap once more.</p>
    </MessagePage>
  );
}
