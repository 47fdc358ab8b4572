/** One Spotify app and where its Spotify is. Addresses have no slash at the end; `now` is epoch ms. */
export type SpotifyConfig = {
  accountsUrl: string;
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  now: () => number;
  /** calls per window, when Spotify has told this app's; learned when left out */
  rate?: { limit: number; windowMs: number } | undefined;
  /** for a whole call; 10 s when left out */
  timeoutMs?: number;
};
