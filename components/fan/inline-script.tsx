'use client';

import { APPLE_EARLY_SCRIPT } from './apple-music-early';
import { BEACON_SCRIPT } from './beacon-script';
import { inAppScript } from './in-app-script';
import { BOOT_SCRIPT } from './inline-scripts';

const text =
  typeof window === 'undefined'
    ? { boot: BOOT_SCRIPT, inApp: inAppScript(), appleEarly: APPLE_EARLY_SCRIPT, beacon: BEACON_SCRIPT }
    : null;

/**
 * One of the page's own scripts, written into the document and nowhere else: as an island its text is left out of the data that React
 * hydrates from, where it would stand a second time, and out of the browser's bundle. It has run before React looks at it.
 */
export function InlineScript({ name }: { name: 'boot' | 'inApp' | 'appleEarly' | 'beacon' }) {
  return <script suppressHydrationWarning dangerouslySetInnerHTML={{ __html: text?.[name] ?? '' }} />;
}
