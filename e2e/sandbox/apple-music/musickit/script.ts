/**
 * A MusicKit JS that behaves as the stored v3 client does where it matters to a page (version 3.2136.9, 2021): `musickitloaded` on
 * the document; a token of the right shape that is kept is answered at once, however old; the window is opened by `authorize` and
 * talks JSON-RPC; a window that is blocked or closed never settles the promise; every refusal is one error.
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
    }
    get musicUserToken() { return localStorage.getItem(this.key) || undefined; }
    get isAuthorized() { return shape.test(this.musicUserToken || ''); }
    async unauthorize() { localStorage.removeItem(this.key); }
    authorize() {
      const kept = this.musicUserToken;
      if (kept && shape.test(kept)) return Promise.resolve(kept);
      const asked = btoa(JSON.stringify({ thirdPartyName: location.host, thirdPartyToken: this.developerToken }));
      window.open(home + '/musickit/authorize?a=' + encodeURIComponent(asked) + '&referrer=' + encodeURIComponent(location.href),
        'apple-music-service-view', 'width=650,height=650');
      return new Promise((resolve, reject) => {
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
