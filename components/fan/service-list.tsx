import type { ServiceAction, ServiceButton } from '@/lib/domain/fan-page';
import { needsOutside } from '@/lib/domain/in-app';
import { ActionGlyph, type Glyph } from './action-glyph';
import { AppleMusicButton } from './apple-music-button';
import { InlineScript } from './inline-script';
import { ServiceMark } from './service-mark';

type ServiceListProps = {
  slug: string;
  buttons: ServiceButton[];
  /** listening links get the play sign */ listening?: boolean;
  /** the fan's zone where the page knows it already */ zone?: string;
  /** the pass of the pre-save that is renewed */ pass?: string;
  /** the id of the reminder, where the page has one */ remindId?: string | null;
};

/** The services, one large button each, the fan's last choice first (html[data-dsp], set before paint). */
export function ServiceList({
  slug,
  buttons,
  listening = false,
  zone = '',
  pass = '',
  remindId = null,
}: ServiceListProps) {
  return (
    <ul className="services">
      {buttons.map(button => (
        <li key={button.dsp} data-service={button.dsp} data-outside={needsOutside(button) ? '' : undefined}>
          <Service slug={slug} button={button} listening={listening} zone={zone} pass={pass} remindId={remindId} />
        </li>
      ))}
    </ul>
  );
}

type ServiceProps = Required<Omit<ServiceListProps, 'buttons'>> & { button: ServiceButton };

function Service({ slug, button, listening, zone, pass, remindId }: ServiceProps) {
  const { action } = button;
  const face = <Face button={button} glyph={glyphOf(action, listening)} />;
  if (action.mode === 'adds')
    return (
      <>
        <AppleMusicButton slug={slug} post={action.post} zone={zone} remindId={remindId}>
          {face}
        </AppleMusicButton>
        <InlineScript name="appleEarly" />
      </>
    );
  if (action.mode !== 'saves') {
    return (
      <a className="service" data-mode={action.mode} href={action.href} rel="noopener">
        {face}
      </a>
    );
  }
  // `zone` and `channel` are filled in as the form is sent (inline-scripts.ts); without script they go empty.
  return (
    <form method="post" action={action.post}>
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="zone" defaultValue={zone} />
      <input type="hidden" name="channel" defaultValue="" />
      {pass && <input type="hidden" name="pass" value={pass} />}
      <button type="submit" className="service" data-mode="saves">
        {face}
      </button>
    </form>
  );
}

function Face({ button, glyph }: { button: ServiceButton; glyph: Glyph }) {
  return (
    <>
      <ServiceMark dsp={button.dsp} />
      <span className="service-words">
        <span className="service-label">{button.label}</span> <span className="service-promise">{button.promise}</span>
      </span>
      <ActionGlyph glyph={glyph} />
    </>
  );
}

function glyphOf(action: ServiceAction, listening: boolean): Glyph {
  if (action.mode === 'saves' || action.mode === 'adds') return 'keep';
  return listening && action.mode === 'opens' ? 'play' : 'leave';
}
