'use client';

import { Button } from '@/components/ui/button';

/** The browser's own print, which also makes a PDF. */
export function PrintButton() {
  return <Button onClick={() => window.print()}>Print, or save as PDF</Button>;
}
