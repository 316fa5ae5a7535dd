import { XMLBuilder } from 'fast-xml-parser';

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

/** An XML document; keys that start with `@` are attributes, arrays repeat their element. */
function xmlDocument(content: Record<string, unknown>): string {
  return `<?xml version="1.0" encoding="utf-8"?>${builder.build(content)}`;
}

export function xmlResponse(
  status: number,
  content: Record<string, unknown>,
  headers?: HeadersInit,
): Response {
  const response = new Response(xmlDocument(content), { status, headers });
  response.headers.set('content-type', 'application/xml');
  return response;
}
