/** Runs once when the server starts: refuses to serve with settings that are missing, then listens for changed pages. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { notePeers } = await import('./lib/http/peer');
  notePeers();
  const { startServer } = await import('./lib/page-cache/start');
  startServer();
}
