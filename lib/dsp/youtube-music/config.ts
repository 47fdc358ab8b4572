/** One Google project and where its YouTube is. Addresses have no slash at the end; `now` is epoch ms. */
export type YoutubeConfig = {
  tokenUrl: string;
  /** with its version, such as https://www.googleapis.com/youtube/v3 */
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  /** asks for public videos: Google gives an app no token of its own */
  apiKey: string;
  now: () => number;
  /** for a whole call; 10 s when left out */
  timeoutMs?: number;
};
