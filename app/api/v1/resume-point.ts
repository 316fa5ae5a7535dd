/** The last event that the reader has: `Last-Event-ID` wins over `?after`; anything else means from the start. */
export function resumePoint(request: Request): number {
  const given = request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('after');
  const seq = Number(given ?? 0);
  return Number.isSafeInteger(seq) && seq > 0 ? seq : 0;
}
