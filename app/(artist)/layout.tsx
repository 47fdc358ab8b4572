import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import './desk.css';

export const metadata: Metadata = { robots: { index: false, follow: false } };

/** The artists' side: its own sheet, and nothing that guards anything. Each page and each action asks for itself. */
export default function DeskLayout({ children }: Readonly<{ children: ReactNode }>) {
  return <div className="desk">{children}</div>;
}
