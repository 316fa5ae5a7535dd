/** Why a line cannot be used. */
export type DotenvProblem = { line: number; problem: 'no-name' | 'bad-name' | 'open-quote' | 'twice' };
export type DotenvEntry = { name: string; value: string };

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const EMPTY = /^\s*(#.*)?$/;
const ASSIGNMENT = /^\s*(?:export\s+)?([^=\s]+)\s*=\s*(.*?)\s*$/;
const SINGLE_QUOTED = /^'([^']*)'\s*(?:#.*)?$/;
const DOUBLE_QUOTED = /^"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/**
 * Reads text as it stands in `.env` files: a NAME=value per line, `export` and comments allowed, quotes taken off. Every line
 * is either empty, an entry or a problem that names it, counted from 1.
 */
export function parseDotenv(text: string): { entries: DotenvEntry[]; problems: DotenvProblem[] } {
  const values = new Map<string, string>();
  const problems: DotenvProblem[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (EMPTY.test(line)) continue;
    const [, name = '', raw = ''] = ASSIGNMENT.exec(line) ?? [];
    const value = unquoted(raw);
    const problem =
      name === ''
        ? 'no-name'
        : !NAME.test(name)
          ? 'bad-name'
          : value === undefined
            ? 'open-quote'
            : values.has(name)
              ? 'twice'
              : undefined;
    if (problem) problems.push({ line: index + 1, problem });
    else values.set(name, value ?? '');
  }
  return { entries: [...values].map(([name, value]) => ({ name, value })), problems };
}

/** Undefined for a quote that does not end on its line. */
function unquoted(raw: string): string | undefined {
  const [, literal] = SINGLE_QUOTED.exec(raw) ?? [];
  if (literal !== undefined) return literal;
  const [, escaped] = DOUBLE_QUOTED.exec(raw) ?? [];
  if (escaped !== undefined)
    return escaped.replace(/\\(.)/g, (_, letter: string) => ESCAPES[letter] ?? letter);
  if (/^['"]/.test(raw)) return undefined;
  return raw.replace(/(^|\s+)#.*$/, '');
}
