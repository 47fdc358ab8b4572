import { Fragment } from 'react';
import { KeptList } from './kept-list';
import { MessagePage } from './message-page';
import type { AskedService, InBrowser, PrivacyView } from './privacy-view';
import './privacy.css';

/** What is kept, why, for how long and who can read it, said from the numbers that the code itself goes by. */
export function PrivacyPage({ view }: { view: PrivacyView }) {
  const { services, kept, browser, appleScript, operator } = view;
  return (
    <MessagePage heading="What is kept, and for how long" sleeve="Nothing up this sleeve">
      <p>
        As little as a pre-save takes. This page is made from the very numbers that the software goes by, so it cannot
        promise something else than it does.
      </p>
      <section aria-labelledby="not">
        <h2 id="not">Not kept at all</h2>
        <p>
          No account of yours and no e-mail address. No name, no picture, no password. No internet address. Nothing of
          what you listen to, what is in your library or whom you follow. No advertising, and nothing that follows you
          from site to site.
        </p>
      </section>
      {services.length > 0 && (
        <section aria-labelledby="permission">
          <h2 id="permission">The one permission</h2>
          <p>Your service asks you for it. It is used to add the one release, and then destroyed.</p>
          <Services services={services} />
        </section>
      )}
      <section aria-labelledby="kept">
        <h2 id="kept">Kept of a pre-save</h2>
        <KeptList kept={kept.filter(({ of }) => of === 'fan')} />
      </section>
      <section aria-labelledby="browser">
        <h2 id="browser">In your own browser</h2>
        <p>Nothing before you pre-save, but the service you tapped last. No cookie of anybody else’s.</p>
        <Browser entries={browser.filter(({ of }) => of === 'fan')} />
        {appleScript && (
          <p>
            A page with a pre-save button for Apple Music loads a script of Apple’s: without it Apple cannot ask. Apple
            sees that page’s address and yours, and its script keeps your answer in your browser. A pass never loads it.
          </p>
        )}
      </section>
      <section aria-labelledby="leave">
        <h2 id="leave">Take it back</h2>
        <p>
          Your pass has a way out: it destroys the permission and erases what is known of you, at once and without
          asking why. If you have lost its address, pre-save once more with the same account
          {appleScript ? ' (on Apple Music, in the same browser)' : ''}: that opens the same pre-save. What is in your
          library already stays there. Backups of the database, if whoever runs this makes any, hold what was in it
          until they are overwritten; the permission in them stays sealed.
        </p>
      </section>
      <section aria-labelledby="artists">
        <h2 id="artists">If you make the music</h2>
        <p>Artists do have accounts. Of them is kept:</p>
        <KeptList kept={kept.filter(({ of }) => of === 'artist')} />
        <Browser entries={browser.filter(({ of }) => of === 'artist')} />
      </section>
      <section aria-labelledby="who">
        <h2 id="who">Who runs this</h2>
        <Operator operator={operator} />
      </section>
    </MessagePage>
  );
}

function Services({ services }: { services: readonly AskedService[] }) {
  return (
    <ul className="asked">
      {services.map(({ name, permission, wider, home, days, disconnect, rules }) => (
        <li key={name}>
          <h3>{name}</h3>
          <p>
            It calls it {permission}
            {wider ? ', and has none that is smaller' : ''}. Used to add to {home}; kept for {days} days at the most.
          </p>
          {disconnect && (
            <p>
              To end it there as well:{' '}
              {disconnect.href ? (
                <a href={disconnect.href} rel="noopener noreferrer">
                  {disconnect.way}
                </a>
              ) : (
                disconnect.way
              )}
              .
            </p>
          )}
          {rules.length > 0 && (
            <p>
              Its own rules:{' '}
              {rules.map(({ words, href }, i) => (
                <Fragment key={href}>
                  {i > 0 && ', '}
                  <a href={href} rel="noopener noreferrer">
                    {words}
                  </a>
                </Fragment>
              ))}
              .
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Browser({ entries }: { entries: readonly InBrowser[] }) {
  return (
    <dl className="in-browser">
      {entries.map(({ names, what, until }) => (
        <div key={names.join()}>
          <dt>
            {names.map(name => (
              <code key={name}>{name}</code>
            ))}
          </dt>
          <dd>
            {what} {until}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Operator({ operator: { name, email } }: Pick<PrivacyView, 'operator'>) {
  if (!name && !email)
    return (
      <p>
        Whoever runs this copy of Upbeat has left no name here. The artist whose link you followed knows them: ask
        there.
      </p>
    );
  return (
    <p>
      {name ?? 'Whoever runs this copy of Upbeat'}
      {email ? (
        <>
          : <a href={`mailto:${email}`}>{email}</a>. Ask there what is kept of you, or have it erased.
        </>
      ) : (
        '. The artist whose link you followed knows how to reach them.'
      )}
    </p>
  );
}
