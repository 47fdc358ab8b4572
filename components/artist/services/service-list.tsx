import { Badge } from '@/components/ui/badge';
import { Section } from '@/components/ui/section';
import type { Mode } from '@/lib/domain/capability-row';
import type { ServiceStanding } from '@/lib/domain/standing';

const SAVES: readonly Mode[] = ['adds', 'saves'];
const savesHere = ({ modes }: ServiceStanding) => modes.some(mode => SAVES.includes(mode));

/** What fans get on each service here, what limits it, and how to get more. `operator`: whether the reader may want to set it up. */
export function ServiceList({ services, operator }: { services: readonly ServiceStanding[]; operator: boolean }) {
  const saving = services.filter(savesHere);
  const others = services.filter(one => !savesHere(one));
  return (
    <>
      <Section
        title="Saves for fans"
        about={saving.length === 0 ? 'No service is set up yet: pages have links and reminders.' : undefined}
      >
        {saving.length > 0 && <Rows services={saving} operator={operator} />}
      </Section>
      <Section
        title="Links and reminders"
        about="On these, fans get a calendar entry before the release, and a link from then on."
      >
        <Rows services={others} operator={operator} />
      </Section>
    </>
  );
}

function Rows({ services, operator }: { services: readonly ServiceStanding[]; operator: boolean }) {
  return (
    <ul className="grid">
      {services.map(service => (
        <li
          key={service.dsp}
          className="grid gap-1 border-t border-line py-4 first:border-t-0 first:pt-0 md:grid-cols-[12rem_1fr] md:gap-x-6"
        >
          <h3 className="flex flex-wrap items-center gap-2 self-start font-semibold">
            {service.name}
            {service.tier && service.tier !== 'on' && <Badge>{service.tier}</Badge>}
          </h3>
          <div className="grid max-w-[60ch] gap-1 text-pretty">
            <p>{service.now}.</p>
            {service.limit && <p>At most {service.limit}. Then the next fan is offered the next best.</p>}
            {operator && <WayToMore service={service} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

function WayToMore({ service: { missing, more, today } }: { service: ServiceStanding }) {
  return (
    <div className="grid gap-1 text-small text-muted">
      {missing.length > 0 && (
        <p>
          To have it save, the server needs{' '}
          {missing.map((name, i) => (
            <span key={name}>
              {i > 0 && (i === missing.length - 1 ? ' and ' : ', ')}
              <code className="[overflow-wrap:anywhere]">{name}</code>
            </span>
          ))}
          .
        </p>
      )}
      {more && <p>{more}</p>}
      {(missing.length > 0 || !more) && <p>Today: {today.words}.</p>}
    </div>
  );
}
