// Built for `npm run bench` only (next.config.ts): what an App Router page weighs and serves when it says nothing.
export const dynamic = 'force-static';

export default function Page() {
  return <main>empty</main>;
}
