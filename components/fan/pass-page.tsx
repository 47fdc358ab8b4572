import { UpbeatMark } from '@/components/ui/upbeat-mark';
import { CopyAddress } from './copy-address';
import { PassSteps } from './pass-steps';
import type { PassView } from './pass-view';
import { passWords } from './pass-words';
import { Sleeve } from './sleeve';
import { ThemeStyle } from './theme-style';
import { titleProps } from './title-scale';
import './campaign.css';
import './gatefold.css';
import './title.css';
import './pass.css';
import './service-list.css';

/** The fan's pass: what will happen and when, what is held and until when, the address to keep, and the way out. */
export function PassPage({ pass }: { pass: PassView }) {
  const words = passWords(pass);
  return (
    <main className="campaign pass" data-state={pass.state}>
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
          <article className="ticket" aria-label={`Pre-save pass: ${words.stamp}`}>
            <header className="ticket-head">
              <span className="ticket-stamp">{words.stamp}</span>
              <span className="ticket-service">{pass.serviceName}</span>
            </header>
            <PassSteps pass={pass} />
            <Held pass={pass} holds={words.holds} />
          </article>
          <Keep pass={pass} />
          <nav className="pass-ways" aria-label="From here">
            <a className="service" href={pass.campaignUrl}>
              <span className="service-label">{wayOn(pass)}</span>
            </a>
            {words.holds && <Withdraw pass={pass} />}
          </nav>
        </div>
      </div>
      <footer className="foot">
        <p>No account, no e-mail. This address is all there is.</p>
        <a href="/" className="foot-mark">
          <UpbeatMark />
        </a>
      </footer>
    </main>
  );
}

function wayOn({ state }: PassView): string {
  if (state === 'needs_reconnect' || state === 'expired' || state === 'withdrawn') return 'Pre-save again';
  return state === 'held' ? 'Back to the release' : 'Go and listen';
}

function Held({ pass, holds }: { pass: PassView; holds: boolean }) {
  return (
    <dl className="ticket-held">
      <dt>What we hold</dt>
      <dd>{holds ? `One permission, to add to your ${pass.serviceName} library` : 'Nothing'}</dd>
      {holds && pass.holdsUntilWords && (
        <>
          <dt>Until</dt>
          <dd>It is saved, or {pass.holdsUntilWords} at the latest</dd>
        </>
      )}
    </dl>
  );
}

function Keep({ pass }: { pass: PassView }) {
  return (
    <section className="keep" aria-labelledby="keep-heading">
      <h2 id="keep-heading" className="block-heading">
        Keep this address
      </h2>
      <p className="aside">
        It is your receipt: look here on the day, or change your mind. Anyone who has it can do the same, so keep it to
        yourself.
      </p>
      <div className="keep-line">
        <code className="keep-address">{pass.passUrl}</code>
        <CopyAddress address={pass.passUrl} />
      </div>
    </section>
  );
}

function Withdraw({ pass }: { pass: PassView }) {
  return (
    <form method="post" action={pass.withdrawAction}>
      <input type="hidden" name="token" value={pass.token} />
      <button type="submit" className="withdraw">
        Withdraw and destroy the permission
      </button>
    </form>
  );
}
