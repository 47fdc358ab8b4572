import type { ReactNode } from 'react';
import { UpbeatMark } from '@/components/ui/upbeat-mark';
import { Sleeve } from './sleeve';
import { titleProps } from './title-scale';
import './page.css';

type MessagePageProps = {
  heading: string;
  /** what the sleeve says, as short as a title */
  sleeve: string;
  children: ReactNode;
  /** the way on; left out on the home page itself */
  way?: { href: string; label: string };
};

/** A page of Upbeat's own (home, not found, lost): a sleeve set in type, and liner notes beside it. */
export function MessagePage({ heading, sleeve, children, way }: MessagePageProps) {
  return (
    <main className="campaign message">
      <Sleeve artist="Upbeat" title={sleeve} artwork={null} mark="33⅓" />
      <div className="notes">
        <h1 className="title" {...titleProps(heading)}>
          {heading}
        </h1>
        <div className="message-body">{children}</div>
        {way && (
          <a className="service" href={way.href}>
            <span className="service-label">{way.label}</span>
          </a>
        )}
      </div>
      <footer className="foot">
        <p>
          The link before the release. <a href="/privacy">What is kept, and for how long</a>
        </p>
        <span className="foot-mark">
          <UpbeatMark />
        </span>
      </footer>
    </main>
  );
}
