/** One Deezer app and where its Deezer is. Addresses have no slash at the end; `now` is epoch ms. */
export type DeezerConfig = {
  connectUrl: string;
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  now: () => number;
  /** for a whole call; 10 s when left out */
  timeoutMs?: number;
};
