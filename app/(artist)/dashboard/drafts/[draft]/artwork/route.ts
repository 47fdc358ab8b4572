import { requireRole, type ActionGate } from '@/lib/auth/gate';
import { isOwnForm } from '@/lib/auth/scope';
import { keepDraftArtwork, removeDraftArtwork } from '@/lib/campaigns/drafts/artwork';
import { draftArtwork } from '@/lib/campaigns/drafts/read';
import { env } from '@/lib/env';
import { MAX_BYTES } from '@/lib/media/artwork-refusal';

type Props = { params: Promise<{ draft: string }> };

const answer = (body: object, status = 200) =>
  Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
const shut = (gate: Extract<ActionGate, { kind: 'shut' }>) =>
  answer({ kind: 'shut', message: gate.message }, gate.reason === 'role' ? 403 : 401);

/** A draft's picture as its form shows it. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const gate = await requireRole('viewer');
  if (gate.kind === 'shut') return shut(gate);
  const bytes = await draftArtwork(gate.workspace.id, (await params).draft);
  if (!bytes) return new Response(null, { status: 404 });
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': 'image/webp', 'cache-control': 'no-store' },
  });
}

/** Takes an upload: the file itself is the body. */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return shut(gate);
  if (!isOwnForm(request.headers, env().appUrl)) return answer({ kind: 'shut' }, 403);
  const length = Number(request.headers.get('content-length') ?? Infinity);
  // One byte more is read and refused with the same words as any picture that is too large.
  const bytes = length > MAX_BYTES ? Buffer.alloc(MAX_BYTES + 1) : Buffer.from(await request.arrayBuffer());
  const kept = await keepDraftArtwork(gate.acting, (await params).draft, bytes);
  return answer(kept, kept.kind === 'gone' ? 404 : 200);
}

/** Takes the picture away. */
export async function DELETE(request: Request, { params }: Props): Promise<Response> {
  const gate = await requireRole('editor');
  if (gate.kind === 'shut') return shut(gate);
  if (!isOwnForm(request.headers, env().appUrl)) return answer({ kind: 'shut' }, 403);
  const gone = await removeDraftArtwork(gate.acting, (await params).draft);
  return answer({ kind: gone ? 'removed' : 'gone' }, gone ? 200 : 404);
}
