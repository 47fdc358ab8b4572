import { Section } from '@/components/ui/section';

/** What the preflight leaves out, said before somebody relies on it. */
export function NotRehearsed({ hasOwnAccount }: { hasOwnAccount: boolean }) {
  return (
    <Section title="What this does not rehearse" about="Some things only a fan’s own phone can tell.">
      <ul className="grid max-w-[65ch] list-disc gap-1.5 ps-5">
        <li>
          {hasOwnAccount ? 'On the other services, a' : 'A'} real permission and save. Once the page is public, pre-save
          it from your own phone and withdraw on your pass: that is the whole way, and it counts as one pre-save until
          you withdraw.
        </li>
        <li>The turn of the page in a browser. It is worked out here by the same rules that make the page.</li>
        <li>What networks have stored of an earlier look at your link. Some keep it for days.</li>
      </ul>
    </Section>
  );
}
