'use client';

import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import { useCallback, type ReactNode } from 'react';
import type { ButtonLook } from './button';
import './button.css';

type WayProps = { href: string; children: ReactNode; className?: string };
type PlainWayProps = WayProps & { /** among ways to the same page: the one it shows */ current?: boolean };

/** A link within the dashboard: changes the page without loading it anew. */
export function Way({ href, children, className, current = false }: PlainWayProps) {
  return (
    <Link href={href} className={className} aria-current={current ? 'true' : undefined}>
      {children}
    </Link>
  );
}

/** A link that looks like the button it stands beside. */
export function ButtonWay({ href, look = 'plain', children }: Omit<WayProps, 'className'> & { look?: ButtonLook }) {
  return (
    <Link href={href} className="button" data-look={look}>
      {children}
    </Link>
  );
}

type NavWayProps = WayProps & {
  /** not for the pages below it */ exact?: boolean;
  /** and for these, with those below them */ also?: readonly string[];
};

/** A link that knows when its page is on show. */
export function NavWay({ href, children, className, exact = false, also = [] }: NavWayProps) {
  const here = usePathname();
  const below = exact ? also : [href, ...also];
  const current = here === href || below.some(path => here === path || here.startsWith(`${path}/`));
  return (
    <Link href={href} className={className} aria-current={current ? 'page' : undefined}>
      {children}
    </Link>
  );
}

/** Has the server make the screen anew around what is being done on it: nothing typed is lost, and nothing jumps. */
export function useReload(): () => void {
  const router = useRouter();
  return useCallback(() => router.refresh(), [router]);
}

/** Puts one thing into the page's address and has the server make it so, where it is not so yet. The place on the page stays. */
export function useQuery(): (name: string, value: string) => void {
  const router = useRouter();
  return useCallback(
    (name, value) => {
      const address = new URL(window.location.href);
      if (address.searchParams.get(name) === value) return;
      address.searchParams.set(name, value);
      router.replace(`${address.pathname}${address.search}`, { scroll: false });
    },
    [router],
  );
}
