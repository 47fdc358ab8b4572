/** What was made for one fan's tap is nobody else's, and each tap must be seen. Search engines have nothing to keep here. */
const OWN = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' };

/** A sentence for whoever has come to the address by hand, or at a bad moment. */
export function plainAnswer(status: 404 | 503, sentence: string): Response {
  const headers = {
    ...OWN,
    'content-type': 'text/plain; charset=utf-8',
    ...(status === 503 && { 'retry-after': '60' }),
  };
  return new Response(sentence, { status, headers });
}

/** On to an address that we made ourselves. */
export function goTo(address: string): Response {
  return new Response(null, { status: 303, headers: { ...OWN, location: address } });
}

/** A calendar file. `inline`, because an iPhone then offers to add the entry, and what cannot show calendars downloads it all the same. */
export function calendarAnswer(text: string, name: string, headers: Record<string, string> = {}): Response {
  return new Response(text, {
    headers: {
      ...OWN,
      'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'content-disposition': `inline; filename="${name}"`,
      ...headers,
    },
  });
}
