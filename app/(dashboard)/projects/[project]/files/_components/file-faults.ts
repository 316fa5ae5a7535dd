import { findJsonFault } from '@/lib/config/json-text';
import { checkParameters } from '@/lib/config/parameters-schema';
import { readParametersText } from '@/lib/config/parameters-text';

const PARAMETERS_FILE = /^infra\/provision\/inference\.parameters\.json$/;

export type FileFault =
  | { kind: 'not-json'; line: number }
  | { kind: 'not-parameters'; where: string; line: number }
  | { kind: 'parameter'; name: string; why: string; line: number };

/** What is wrong with the text of a file, as far as its kind is known: JSON, and the parameters file with its own checks. */
export function faultsOf(path: string, text: string): FileFault[] {
  if (PARAMETERS_FILE.test(path)) return parameterFaults(text);
  if (!/\.json$/i.test(path)) return [];
  const line = findJsonFault(text.replace(/^\uFEFF/, ''));
  return line === undefined ? [] : [{ kind: 'not-json', line }];
}

function parameterFaults(text: string): FileFault[] {
  const read = readParametersText(text);
  if (!read.ok) {
    return read.fault === 'json'
      ? [{ kind: 'not-json', line: read.line }]
      : [{ kind: 'not-parameters', where: read.where, line: lineOf(text, read.where.split('.').at(-1)) }];
  }
  const checked = checkParameters(read.values);
  if (checked.ok) return [];
  return Object.entries(checked.fieldErrors).map(([name, messages]) => ({
    kind: 'parameter',
    name,
    why: messages.join('; '),
    line: lineOf(text, name),
  }));
}

/** The line in which a key stands, else the first. */
function lineOf(text: string, key = ''): number {
  const at = text.indexOf(JSON.stringify(key));
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
