/** One TIDAL app and where its TIDAL is. Addresses have no slash at the end; `now` is epoch ms. */
export type TidalConfig = {
  authUrl: string;
  /** with its version, such as https://openapi.tidal.com/v2 */
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  now: () => number;
  /** for a whole call; 10 s when left out */
  timeoutMs?: number;
};
