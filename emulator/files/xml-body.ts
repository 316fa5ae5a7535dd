import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { z } from 'zod';
import { FilesError } from './files-error.ts';
import { readBody } from './read-body.ts';

const MAX_BODY_BYTES = 64 * 1024;

/**
 * An XML body as an object of texts, checked by a schema. Elements in `lists` are always arrays; an empty element
 * is an empty text. Throws InvalidXmlDocument or InvalidXmlNodeValue.
 */
export async function readXml<T>(request: Request, schema: z.ZodType<T>, lists: string[]): Promise<T> {
  const text = (await readBody(request, MAX_BODY_BYTES)).toString('utf8').replace(/^\uFEFF/, '');
  // A document type could define entities; the service takes none.
  if (XMLValidator.validate(text) !== true || /<!(DOCTYPE|ENTITY)/i.test(text))
    throw new FilesError('InvalidXmlDocument');
  const parser = new XMLParser({ parseTagValue: false, isArray: (name) => lists.includes(name) });
  const parsed = schema.safeParse(parser.parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const XmlNodeName = `${issue?.path.findLast((part) => typeof part === 'string') ?? ''}`;
  throw new FilesError('InvalidXmlNodeValue', { XmlNodeName, Reason: issue?.message ?? '' });
}
