export type ServerSentEvent = { id?: number; event: string; data: unknown };

/** One frame of a `text/event-stream`: the data is JSON, which holds no line break of its own. */
export function encodeEvent({ id, event, data }: ServerSentEvent): string {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  return `${idLine}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A comment frame, which clients ignore: it keeps proxies from closing a quiet stream. */
export function encodeComment(text: string): string {
  return `: ${text.replaceAll(/[\r\n]+/g, ' ')}\n\n`;
}
