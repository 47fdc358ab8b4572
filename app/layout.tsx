import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { fontVariables } from './fonts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Upbeat', template: '%s · Upbeat' },
  description: 'One link for a release: pre-save before, listen after.',
  formatDetection: { telephone: false, date: false, email: false, address: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#eeedf3' },
    { media: '(prefers-color-scheme: dark)', color: '#15121c' },
  ],
};

/** The document every page stands in. A fan page's boot script writes `data-*` on <html> before React wakes, hence the suppression. */
export default function RootLayout({ children }: Readonly<{ children: ReactNode }>) {
  return (
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <body>{children}</body>
    </html>
  );
}
