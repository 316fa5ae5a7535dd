const MAX_DEPTH = 256;
const SPACE = /\s*(?:(?:\/\/[^\n]*|\/\*[\s\S]*?\*\/)\s*)*/y;
const BARE_NAME = /[A-Za-z_$][\w$]*/y;
const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const DOUBLE_QUOTED = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
const SINGLE_QUOTED = /'[^'\\]*(?:\\[\s\S][^'\\]*)*'/y;

/**
 * Parses JSON with what Resource Manager takes beyond it, and the Azure command line sends: comments, member names
 * without quotes, text in single quotes, a comma before a closing bracket. Throws SyntaxError.
 */
export function parseLenientJson(text: string): unknown {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new SyntaxError(`Values are nested deeper than ${MAX_DEPTH}`);
    if (this.#skip('{')) return Object.fromEntries(this.#items('}', () => this.#member(depth)));
    if (this.#skip('[')) return this.#items(']', () => this.value(depth + 1));
    const quoted = this.#quoted();
    if (quoted !== undefined) return quoted;
    const literal = this.#match(LITERAL);
    if (literal === undefined) throw this.#unexpected();
    return JSON.parse(literal);
  }

  end(): void {
    this.#match(SPACE);
    if (this.#at < this.#text.length) throw this.#unexpected();
  }

  #member(depth: number): [string, unknown] {
    this.#match(SPACE);
    const name = this.#quoted() ?? this.#match(BARE_NAME);
    if (name === undefined || !this.#skip(':')) throw this.#unexpected();
    return [name, this.value(depth + 1)];
  }

  #items<T>(end: string, item: () => T): T[] {
    const items: T[] = [];
    while (!this.#skip(end)) {
      items.push(item());
      if (this.#skip(',')) continue;
      if (this.#skip(end)) break;
      throw this.#unexpected();
    }
    return items;
  }

  #quoted(): string | undefined {
    const double = this.#match(DOUBLE_QUOTED);
    const single = double === undefined ? this.#match(SINGLE_QUOTED) : undefined;
    const quoted =
      double ?? (single && `"${single.slice(1, -1).replaceAll('"', '\\"').replaceAll("\\'", "'")}"`);
    // Line breaks within a text are taken as they stand.
    return (
      quoted && JSON.parse(quoted.replaceAll('\r', '\\r').replaceAll('\n', '\\n').replaceAll('\t', '\\t'))
    );
  }

  #skip(character: string): boolean {
    this.#match(SPACE);
    const found = this.#text[this.#at] === character;
    if (found) this.#at += 1;
    return found;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    this.#at += found?.length ?? 0;
    return found;
  }

  #unexpected(): SyntaxError {
    const found = this.#text[this.#at];
    return new SyntaxError(
      `Unexpected ${found === undefined ? 'end' : `'${found}'`} at position ${this.#at}`,
    );
  }
}
