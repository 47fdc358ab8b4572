import type { PassView } from './pass-view';

/** Where the service itself keeps what this app was allowed; it is the fan's to end there as well. */
export function Disconnect({ pass: { serviceName, disconnect } }: { pass: PassView }) {
  if (!disconnect) return null;
  const { href, way } = disconnect;
  return (
    <p className="aside">
      {serviceName} may list this app as connected until you remove it there:{' '}
      {href ? (
        <a href={href} rel="noopener noreferrer">
          {way}
        </a>
      ) : (
        way
      )}
      .
    </p>
  );
}
