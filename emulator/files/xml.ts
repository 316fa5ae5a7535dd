/** An element of an answer: its name, what it holds, and its attributes. Undefined content leaves it out. */
export type XmlElement = readonly [
  name: string,
  content: string | number | readonly XmlElement[] | undefined,
  attributes?: Readonly<Record<string, string>>,
];

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeXml = (text: string) => text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '');

function render([name, content, attributes = {}]: XmlElement): string {
  if (content === undefined) return '';
  const own = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const inner = Array.isArray(content) ? content.map(render).join('') : escapeXml(`${content}`);
  return inner === '' ? `<${name}${own.join('')} />` : `<${name}${own.join('')}>${inner}</${name}>`;
}

export function xmlResponse(status: number, root: XmlElement, headers?: HeadersInit): Response {
  const body = `<?xml version="1.0" encoding="utf-8"?>${render(root)}`;
  const response = new Response(body, { status, headers });
  response.headers.set('content-type', 'application/xml');
  return response;
}
