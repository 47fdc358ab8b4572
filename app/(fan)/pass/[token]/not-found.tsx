import { MessagePage } from '@/components/fan/message-page';
import { FAN_DAYS } from '@/lib/domain/retention';

/** A pass that has ended, one of a deleted campaign, or a slip in its address: nobody can tell one from the other. */
export default function NotFound() {
  return (
    <MessagePage heading="No pass at this address" sleeve="Fade out" way={{ href: '/', label: 'What this place is' }}>
      <p>
        A pass ends {FAN_DAYS} days after you got it, or when the artist takes the release off Upbeat: then nothing is
        known of you any more. Or a letter went missing on the way here.
      </p>
      <p>If you pre-saved and lost the address, pre-save once more with the same account: you get a new pass for it.</p>
    </MessagePage>
  );
}
