import type { ReactNode } from 'react';
import { PageHead } from '@/components/ui/page-head';
import { Tabs } from '@/components/ui/tabs';

const TABS = [
  { href: '/dashboard/settings', label: 'Workspace', exact: true },
  { href: '/dashboard/settings/services', label: 'Services' },
  { href: '/dashboard/settings/data', label: 'Data' },
  { href: '/dashboard/settings/log', label: 'Log' },
];

/** The heading and the tabs of all settings. */
export default function SettingsLayout({ children }: Readonly<{ children: ReactNode }>) {
  return (
    <>
      <div className="grid gap-3">
        <PageHead title="Settings" />
        <Tabs label="Settings" tabs={TABS} />
      </div>
      {children}
    </>
  );
}
