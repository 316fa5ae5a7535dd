import * as z from 'zod/mini';
import { type JsonMember, jsonMembers } from '@/lib/config/json-members';
import { findJsonFault } from '@/lib/config/json-text';
import { isReference } from '@/lib/config/key-vault-reference';

const BYTE_ORDER_MARK = '\uFEFF';

/** What a new file begins as. */
export const NEW_PARAMETERS_TEXT = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {}
}
`;

const fileSchema = z.object({
  parameters: z.record(
    z.string(),
    z.record(z.string(), z.unknown()).check(z.refine((entry) => 'value' in entry || 'reference' in entry)),
  ),
});

/** The text of an ARM parameters file, read. What Azure takes from a Key Vault is `{ reference }` in place of the value. */
export type ParametersText =
  | { ok: true; values: Record<string, unknown> }
  | { ok: false; fault: 'json'; line: number }
  | { ok: false; fault: 'shape'; where: string };

/** Reads the text of an ARM parameters file. The values are not checked: that is the part of `checkParameters`. */
export function readParametersText(text: string): ParametersText {
  const bare = withoutMark(text);
  let content: unknown;
  try {
    content = JSON.parse(bare);
  } catch {
    return { ok: false, fault: 'json', line: findJsonFault(bare) ?? 1 };
  }
  const parsed = fileSchema.safeParse(content);
  if (!parsed.success) {
    return {
      ok: false,
      fault: 'shape',
      where: parsed.error.issues[0]?.path.join('.') || 'the top level',
    };
  }
  const values = Object.entries(parsed.data.parameters).map(([name, entry]) => [
    name,
    'value' in entry ? entry.value : { reference: entry.reference },
  ]);
  return { ok: true, values: Object.fromEntries(values) };
}

/**
 * The text with these values in place of its own, every other character as it was. A name that the file lacks is added
 * unless its value is null, which is what leaving it out means; one that `values` lacks stays, and so does a reference that
 * only null would replace. The text must be that of an ARM parameters file.
 */
export function withParameterValues(text: string, values: Readonly<Record<string, unknown>>): string {
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : '';
  let edited = withoutMark(text);
  for (const [name, value] of Object.entries(values)) {
    const parameters = memberOf(edited, 0, 'parameters');
    if (!parameters || value === undefined) continue;
    const entry = memberOf(edited, parameters.valueStart, name);
    const [key, content] = isReference(value)
      ? (['reference', value.reference] as const)
      : (['value', value] as const);
    if (!entry) {
      if (value !== null) edited = addMember(edited, parameters, name, { [key]: content });
      continue;
    }
    const old = memberOf(edited, entry.valueStart, key);
    if (!old && value !== null) edited = replace(edited, entry, { [key]: content });
    if (!old || isSame(JSON.parse(edited.slice(old.valueStart, old.end)), content)) continue;
    edited = replace(edited, old, content);
  }
  return mark + edited;
}

function replace(text: string, { start, valueStart, end }: JsonMember, value: unknown): string {
  return text.slice(0, valueStart) + layOut(text, start, value) + text.slice(end);
}

/** Of a name that is there twice the last one counts, as it does for `JSON.parse`. */
function memberOf(text: string, at: number, key: string): JsonMember | undefined {
  return jsonMembers(text, at).findLast((member) => member.key === key);
}

function addMember(text: string, object: JsonMember, key: string, value: unknown): string {
  const last = jsonMembers(text, object.valueStart).at(-1);
  const quoted = JSON.stringify(key);
  if (last) {
    const between = isOnOneLine(text) ? ', ' : `,${eolOf(text)}${indentAt(text, last.start)}`;
    const added = `${between}${quoted}: ${layOut(text, last.start, value)}`;
    return text.slice(0, last.end) + added + text.slice(last.end);
  }
  return (
    text.slice(0, object.valueStart) + layOut(text, object.start, { [key]: value }) + text.slice(object.end)
  );
}

/** JSON as the rest of the text is laid out, for a place in the line of `at`. */
function layOut(text: string, at: number, value: unknown): string {
  if (isOnOneLine(text)) return JSON.stringify(value);
  const unit = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  return JSON.stringify(value, null, unit).replaceAll('\n', eolOf(text) + indentAt(text, at));
}

function indentAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', at) + 1))?.[0] ?? '';
}

function eolOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function isOnOneLine(text: string): boolean {
  return !text.trim().includes('\n');
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function withoutMark(text: string): string {
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}
