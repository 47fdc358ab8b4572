/**
 * A MusicKit JS that behaves as the stored v3 clients do where it matters to a page (version 3.2136.9 of 2021, and a later build):
 * `musickitloaded` on the document; a token that is kept is answered at once, however old; one in the address after `#` is taken
 * over; the window is opened by `authorize`, is told the page's name and icon, and talks JSON-RPC; every refusal is one error. A
 * window that is blocked never settles the promise; one that is closed neither, but is a refusal to the later build, which is had
 * by `sandbox.build` = `later` in the page's storage.
 */
const SOURCE = `(() => {
  const home = '{HOME}';
  const shape = /^[a-zA-Z0-9=/+]{32,}==$/;
  let instance = null;
  class MKError extends Error {
    constructor(name, message) { super(message); this.name = name; this.errorCode = name; }
  }
  const teamOf = token => JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'))).iss;
  class Music {
    constructor({ developerToken, app }) {
      this.developerToken = developerToken;
      this.app = app;
      this.key = 'music.' + teamOf(developerToken).toLowerCase() + '.media-user-token';
      const returned = /^#([a-zA-Z0-9+/]{200,}={0,2})$/.exec(location.hash);
      if (!returned) return;
      try { localStorage.setItem(this.key, JSON.parse(atob(returned[1])).musicUserToken); } catch {}
      history.replaceState(null, document.title, ' ');
    }
    get musicUserToken() { return localStorage.getItem(this.key) || undefined; }
    get isAuthorized() { return shape.test(this.musicUserToken || ''); }
    async unauthorize() { localStorage.removeItem(this.key); }
    authorize() {
      const kept = this.musicUserToken;
      if (kept && shape.test(kept)) return Promise.resolve(kept);
      const icon = document.querySelector('link[rel="apple-music-app-icon"]') || document.querySelector('link[rel="apple-touch-icon"]');
      const asked = btoa(JSON.stringify({ thirdPartyIconURL: icon && icon.href, thirdPartyName: location.host,
        thirdPartyToken: this.developerToken }));
      const view = window.open(home + '/musickit/authorize?a=' + encodeURIComponent(asked) + '&referrer=' + encodeURIComponent(location.href),
        'apple-music-service-view', 'width=650,height=650');
      return new Promise((resolve, reject) => {
        if (view && localStorage.getItem('sandbox.build') === 'later') {
          const polling = setInterval(() => {
            if (!view.closed) return;
            clearInterval(polling);
            reject(new MKError('AUTHORIZATION_ERROR', 'Unauthorized'));
          }, 500);
        }
        const hear = ({ origin, data }) => {
          if (origin !== new URL(home).origin || !data || data.jsonrpc !== '2.0') return;
          if (data.method === 'close') return;
          removeEventListener('message', hear);
          if (data.method !== 'authorize') return reject(new MKError('AUTHORIZATION_ERROR', 'Unauthorized'));
          const [token] = data.params;
          localStorage.setItem(this.key, token);
          fetch(home + '/v1/me/storefront', {
            headers: { authorization: 'Bearer ' + this.developerToken, 'music-user-token': token },
          }).then(answer => {
            if (!answer.ok) throw new MKError('ACCESS_DENIED', 'status ' + answer.status);
            resolve(token);
          }).catch(error => { localStorage.removeItem(this.key); reject(error); });
        };
        addEventListener('message', hear);
      });
    }
  }
  window.MusicKit = {
    version: '3.0.0-sandbox',
    configure: async options => {
      if (!options || typeof options.developerToken !== 'string') throw new MKError('CONFIGURATION_ERROR', 'no developer token');
      return (instance = new Music(options));
    },
    getInstance: () => instance,
  };
  document.dispatchEvent(new Event('musickitloaded'));
})();
`;

/** The script as it is served; `home` is where the sandbox's Apple Music is. */
export function musicKitScript(home: string): string {
  return SOURCE.replace('{HOME}', home);
}
