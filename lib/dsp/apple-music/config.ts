/** One Apple developer team and its MusicKit key, and where its Apple Music is. No slash at the end; `now` is epoch ms. */
export type AppleConfig = {
  teamId: string;
  keyId: string;
  /** the .p8 file's PEM */
  privateKey: string;
  apiUrl: string;
  now: () => number;
  /** for a whole call; 10 s when left out */
  timeoutMs?: number;
};
