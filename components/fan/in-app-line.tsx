import type { ServiceButton } from '@/lib/domain/fan-page';
import { needsOutside } from '@/lib/domain/in-app';
import { listWords } from '@/lib/domain/list-words';
import { IN_APP_ID } from './in-app-script';
import { InlineScript } from './inline-script';

/** The line's inside, of fixed words and the services' names. */
function lineHtml(buttons: readonly ServiceButton[]): string {
  const outside = buttons.filter(needsOutside);
  const names = outside.map(({ name }) => name);
  const need = names.length
    ? `${listWords(names)} need${names.length > 1 ? '' : 's'} yours.`
    : 'You may have to sign in again here.';
  const goOn = outside.map(({ dsp, name }) => `<p data-for="${dsp}">Continue with ${name}</p>`).join('');
  return `<p>You are in <b>another app</b>’s own browser. ${need}</p><a>Open in your browser</a><button type="button">Show me how</button>${goOn}`;
}

/**
 * What only a fan in another app's browser sees, above the services: where they are and the way out; and what only a fan sees who
 * has just come out: which service to go on with. The page is the same for everyone: the script after it fills it before paint.
 */
export function InAppLine({ buttons }: { buttons: readonly ServiceButton[] }) {
  return (
    <>
      <div
        id={IN_APP_ID}
        className="in-app"
        suppressHydrationWarning
        dangerouslySetInnerHTML={{ __html: lineHtml(buttons) }}
      />
      <InlineScript name="inApp" />
    </>
  );
}
