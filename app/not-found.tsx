import type { Metadata } from 'next';
import { MessagePage } from '@/components/fan/message-page';

export const metadata: Metadata = { title: 'No release at this address', robots: { index: false } };

/** A draft, a campaign that is gone, or a slip in the address: the three look alike on purpose. */
export default function NotFound() {
  return (
    <MessagePage heading="No release at this address" sleeve="Silence" way={{ href: '/', label: 'What this place is' }}>
      <p>It may not be announced yet, it may have been taken down, or a letter went missing on the way here.</p>
      <p>If an artist gave you this link, look at their profile for the one they use now.</p>
    </MessagePage>
  );
}
