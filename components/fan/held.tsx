import type { PassView } from './pass-view';

/** What was asked for in the service's own words, what is held of it and until when. */
export function Held({ pass }: { pass: PassView }) {
  const { asked, home, serviceName, holdsUntilWords, need } = pass;
  return (
    <dl className="ticket-held">
      {asked && (
        <>
          <dt>Asked for</dt>
          <dd>
            {asked.permission}
            {asked.wider ? `: ${serviceName} has none smaller` : `, as ${serviceName} calls it`}
          </dd>
        </>
      )}
      <dt>For</dt>
      <dd>Adding this release to {home}, once</dd>
      <dt>Held</dt>
      <dd>
        {holdsUntilWords === null
          ? 'Nothing'
          : need.kind === 'ends_early'
            ? `Until ${holdsUntilWords}, before the release`
            : `Until it is saved, or ${holdsUntilWords} at the latest`}
      </dd>
    </dl>
  );
}
