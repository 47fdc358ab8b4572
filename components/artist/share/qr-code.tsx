'use client';

import { useId, useState } from 'react';
import { Section } from '@/components/ui/section';
import type { ShareView } from './share-view';

/** The code for print: what it counts as, and its two files. */
export function QrCode({ view: { slug, title, channels } }: { view: ShareView }) {
  const [code, setCode] = useState('poster');
  const id = useId();
  const path = `/dashboard/c/${encodeURIComponent(slug)}/share/qr`;
  const file = (as: string, save = '') => `${path}?${new URLSearchParams({ as, c: code }).toString()}${save}`;
  return (
    <Section
      title="QR code"
      about="In the artwork’s colour, as dark as a camera needs it. White belongs to it: leave the margin on when you print."
    >
      <div className="grid gap-5 sm:grid-cols-[12rem_minmax(0,1fr)] sm:items-start">
        <img
          src={file('svg')}
          alt={`QR code of ${title}`}
          width={192}
          height={192}
          className="aspect-square w-48 border border-line bg-[#fff]"
        />
        <div className="grid content-start gap-4">
          <div className="field max-w-80">
            <label htmlFor={id} className="field-label">
              Counted as
            </label>
            <select id={id} className="input" value={code} onChange={event => setCode(event.target.value)}>
              {channels.map(channel => (
                <option key={channel.code} value={channel.code}>
                  {channel.name}
                </option>
              ))}
            </select>
            <p className="field-hint">Whoever scans it is counted under this channel.</p>
          </div>
          <div className="flex flex-wrap gap-2">
            <a className="button" data-look="plain" href={file('svg', '&save=1')} download>
              Download SVG
            </a>
            <a className="button" data-look="plain" href={file('png', '&save=1')} download>
              Download PNG
            </a>
          </div>
          <p className="text-small text-pretty text-muted">
            SVG is sharp at every size. The PNG is about 2,000 pixels wide: 17 cm in print.
          </p>
        </div>
      </div>
    </Section>
  );
}
