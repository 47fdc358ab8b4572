import type { Tab } from '@/components/ui/tabs';

/** The screens of one campaign, in the order of its life; the path below `/dashboard/c/<slug>`. */
const SCREENS: readonly { path: string; label: string }[] = [
  { path: '', label: 'Overview' },
  { path: '/edit', label: 'Edit' },
  { path: '/share', label: 'Share' },
  { path: '/preflight', label: 'Preflight' },
  { path: '/day', label: 'Release day' },
  { path: '/after', label: 'After' },
  { path: '/pitch', label: 'Pitch' },
  { path: '/manage', label: 'Manage' },
];

/** The tabs of the campaign at `slug`. */
export const campaignTabs = (slug: string): Tab[] =>
  SCREENS.map(({ path, label }) => ({
    href: `/dashboard/c/${encodeURIComponent(slug)}${path}`,
    label,
    exact: path === '',
  }));
