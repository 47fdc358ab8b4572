import { UpbeatMark } from '@/components/ui/upbeat-mark';
import { CopyAddress } from './copy-address';
import { Held } from './held';
import { PassSteps } from './pass-steps';
import type { PassView } from './pass-view';
import { passWords } from './pass-words';
import { ServiceList } from './service-list';
import { Sleeve } from './sleeve';
import { ThemeStyle } from './theme-style';
import { titleProps } from './title-scale';
import { Yours } from './yours';
import './page.css';
import './pass.css';
import './withdraw.css';

/** The fan's pass: what happened and what will, what was asked for and is held, the address to keep, renewing and the way out. */
export function PassPage({ pass }: { pass: PassView }) {
  const words = passWords(pass);
  return (
    <main className="campaign pass" data-state={pass.state} data-need={pass.need.kind}>
      <ThemeStyle theme={pass.theme} />
      <Sleeve artist={pass.artist} title={pass.title} artwork={pass.artwork} mark="Pass" />
      <div className="notes">
        <header className="title-block">
          <p className="pass-name">
            <bdi>{pass.artist}</bdi>, <bdi>{pass.title}</bdi>
          </p>
          <h1 className="title" {...titleProps(words.headline)}>
            {words.headline}
          </h1>
          <p className="pass-body">{words.body}</p>
        </header>
        <div className="actions">
          {pass.reconnect && (
            <ServiceList slug={pass.slug} buttons={[pass.reconnect]} zone={pass.zone} pass={pass.token} />
          )}
          <article className="ticket" aria-label={`Pre-save pass: ${words.stamp}`}>
            <header className="ticket-head">
              <span className="ticket-stamp">{words.stamp}</span>
              <span className="ticket-service">{pass.serviceName}</span>
            </header>
            <PassSteps story={pass.story} />
            <Held pass={pass} />
            <p className="ticket-zone">{pass.zoneWords}</p>
          </article>
          {pass.campaignUrl && (
            <nav className="pass-ways" aria-label="From here">
              <a className="service" href={pass.campaignUrl}>
                <span className="service-label">{wayOn(pass)}</span>
              </a>
            </nav>
          )}
          <Keep pass={pass} />
          <Yours pass={pass} />
        </div>
      </div>
      <footer className="foot">
        <p>
          No account, no e-mail. <a href="/privacy">What is kept, and for how long</a>
        </p>
        <a href="/" className="foot-mark">
          <UpbeatMark />
        </a>
      </footer>
    </main>
  );
}

function wayOn({ state, out, ended }: PassView): string {
  if (state === 'withdrawn' && !ended) return 'Pre-save again';
  return out || state === 'saved' ? 'Go and listen' : 'Back to the release';
}

function Keep({ pass }: { pass: PassView }) {
  return (
    <section className="keep" aria-labelledby="keep-heading">
      <h2 id="keep-heading" className="block-heading">
        Keep this address
      </h2>
      <p className="aside">
        It is your receipt: look here on the day, or change your mind. Anyone who has it can do the same, so keep it to
        yourself. It ends on {pass.passEnds}.
      </p>
      <div className="keep-line">
        <code className="keep-address">{pass.passUrl}</code>
        <CopyAddress address={pass.passUrl} />
      </div>
    </section>
  );
}
