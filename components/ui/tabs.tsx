import { NavWay } from './way';
import './tabs.css';

export type Tab = { href: string; label: string; /** not for the pages below it */ exact?: boolean };

/** Screens that belong together, as links: each has an address, and the browser's back goes back. Scrolls sideways on a phone. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="tabs">
      {tabs.map(({ href, label: name, exact = false }) => (
        <NavWay key={href} href={href} exact={exact} className="tab">
          {name}
        </NavWay>
      ))}
    </nav>
  );
}
