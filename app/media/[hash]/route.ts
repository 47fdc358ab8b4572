import { readPicture } from '@/lib/media/store';

const FOR_EVER = 'public, max-age=31536000, immutable';

/** A kept picture at the address of its own bytes. */
export async function GET(request: Request, { params }: { params: Promise<{ hash: string }> }): Promise<Response> {
  const { hash } = await params;
  const etag = `"${hash}"`;
  if (request.headers.get('if-none-match') === etag)
    return new Response(null, { status: 304, headers: { etag, 'cache-control': FOR_EVER } });
  const picture = await readPicture(hash);
  if (!picture) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      'content-type': picture.contentType,
      'content-length': String(picture.bytes.length),
      'cache-control': FOR_EVER,
      etag,
      'content-security-policy': "default-src 'none'",
    },
  });
}
