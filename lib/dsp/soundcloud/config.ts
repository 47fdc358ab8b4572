/** One SoundCloud app and where its SoundCloud is. Addresses have no slash at the end; `now` is epoch ms. */
export type SoundcloudConfig = {
  authUrl: string;
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  now: () => number;
  /** for a whole call; 10 s when left out */
  timeoutMs?: number;
};
