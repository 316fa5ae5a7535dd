const SPACE = /\s*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,\]}]+/y;

/** A member of an object, by its places in the text; the value ends before `end`. */
export type JsonMember = { key: string; start: number; valueStart: number; end: number };

/** The members of the object that opens at or after `at`, in text that is known to be JSON; none for any other value. */
export function jsonMembers(text: string, at: number): JsonMember[] {
  const members: JsonMember[] = [];
  let here = after(SPACE, text, at);
  if (text[here] !== '{') return members;
  for (;;) {
    const start = after(SPACE, text, here + 1);
    if (text[start] !== '"') return members;
    const keyEnd = after(STRING, text, start);
    const valueStart = after(SPACE, text, text.indexOf(':', keyEnd) + 1);
    const end = endOfValue(text, valueStart);
    members.push({ key: String(JSON.parse(text.slice(start, keyEnd))), start, valueStart, end });
    here = after(SPACE, text, end);
    if (text[here] !== ',') return members;
  }
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return after(STRING, text, start);
  if (first !== '{' && first !== '[') return after(SCALAR, text, start);
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') {
      at = after(STRING, text, at);
      continue;
    }
    if (character === '{' || character === '[') depth++;
    if (character === '}' || character === ']') depth--;
    at++;
    if (depth === 0) return at;
  }
  return at;
}

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
