/** What Upbeat is, for whoever cuts the address down to its root. */
export default function Home() {
  return (
    <main>
      <h1>The link before the release</h1>
    </main>
  );
}
