import type { Metadata } from 'next';
import { MessagePage } from '@/components/ui/message-page';

export const metadata: Metadata = { title: 'Back to the link', robots: { index: false } };

/** For a fan whose browser no longer says which page it came from. */
export default function Page() {
  return (
    <MessagePage title="We lost track of where you were">
      The page you came from was open for a long time, or your browser did not keep its place. Nothing was saved and
      nothing was kept. Open the artist’s link again and tap your service.
    </MessagePage>
  );
}
