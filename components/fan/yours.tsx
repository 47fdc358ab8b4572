import { Disconnect } from './disconnect';
import type { PassView } from './pass-view';
import { ServiceList } from './service-list';
import { Withdraw } from './withdraw';

/** What a fan can still decide: to renew, to withdraw, to disconnect this app at the service. Nothing where nothing is left. */
export function Yours({ pass }: { pass: PassView }) {
  const withdrawn = pass.state === 'withdrawn';
  if (withdrawn && !pass.disconnect) return null;
  return (
    <section className="yours" aria-labelledby="yours-heading">
      <h2 id="yours-heading" className="block-heading">
        {withdrawn ? `On ${pass.serviceName}` : 'It stays your choice'}
      </h2>
      {pass.renew && (
        <div className="renew">
          <ServiceList slug={pass.slug} buttons={[pass.renew]} zone={pass.zone} pass={pass.token} />
        </div>
      )}
      {!withdrawn && <Withdraw pass={pass} />}
      <Disconnect pass={pass} />
    </section>
  );
}
