import { type Place, type Places, pathText, type TemplatePath } from './place.ts';

const TEMPLATE: TemplatePath = ['properties', 'template'];

/**
 * Places in the body of a deployment request, found when they are asked for. An object or array stands where its
 * bracket is, any other value where it ends, as the service's own reader counts. What cannot be found
 * stands where the search ended.
 */
export function placesIn(text: string): Places {
  return (path) => {
    const full = [...TEMPLATE, ...path];
    return { ...lineOf(text, offsetOf(text, full)), path: pathText(full) };
  };
}

function lineOf(text: string, offset: number): Pick<Place, 'lineNumber' | 'linePosition'> {
  const before = text.slice(0, offset);
  return { lineNumber: before.split('\n').length, linePosition: offset - before.lastIndexOf('\n') - 1 };
}

const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,\]}]+/y;

/** How much of the text has been read once the value's first token has been; of the last step that is there. */
function offsetOf(text: string, path: TemplatePath): number {
  let at = skipSpace(text, 0);
  for (const step of path) {
    const child = typeof step === 'number' ? element(text, at, step) : member(text, at, step);
    if (child === undefined) break;
    at = child;
  }
  return text[at] === '{' || text[at] === '[' ? at + 1 : endOf(text, at);
}

function member(text: string, start: number, name: string): number | undefined {
  if (text[start] !== '{') return undefined;
  for (let at = skipSpace(text, start + 1); text[at] === '"'; ) {
    const end = endOf(text, at);
    const value = skipSpace(text, skipSpace(text, end) + 1);
    if (text.slice(at, end) === JSON.stringify(name)) return value;
    const next = skipSpace(text, endOf(text, value));
    at = skipSpace(text, next + 1);
    if (text[next] !== ',') return undefined;
  }
  return undefined;
}

function element(text: string, start: number, index: number): number | undefined {
  if (text[start] !== '[') return undefined;
  let at = skipSpace(text, start + 1);
  for (let skipped = 0; skipped < index; skipped += 1) {
    const next = skipSpace(text, endOf(text, at));
    if (text[next] !== ',') return undefined;
    at = skipSpace(text, next + 1);
  }
  return text[at] === ']' ? undefined : at;
}

/** The offset after the value that begins at `start`. */
function endOf(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at = skipSpace(text, at)) {
    const mark = text[at];
    if (mark === '{' || mark === '[') depth += 1;
    if (mark === '}' || mark === ']') depth -= 1;
    at = '{}[],:'.includes(mark ?? '') ? at + 1 : endOfToken(text, at);
    if (depth === 0) return at;
  }
  return text.length;
}

function endOfToken(text: string, start: number): number {
  const pattern = text[start] === '"' ? STRING : SCALAR;
  pattern.lastIndex = start;
  return pattern.exec(text) ? pattern.lastIndex : text.length;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}
