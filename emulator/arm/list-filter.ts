import { ArmError } from './arm-error.ts';
import type { Tags } from './tags.ts';

/** What a filter can ask about one item: its fields by lower-case name, and its tags. */
type Filterable = { fields: Record<string, string>; tags: Tags | undefined };
export type ListFilter = (item: Filterable) => boolean;

const MAX_LENGTH = 4000;
const MAX_DEPTH = 20;
const TOKEN = /\s*('(?:[^']|'')*'|[()',]|[\w/.-]+)/y;

/**
 * The part of OData that ARM's lists take: `eq`, `ne`, `substringof('a', name)`, `startswith(name, 'a')`, `and`, `or`
 * and parentheses over `fieldNames` (in lower case), and `tagName eq 'a' and tagValue eq 'b'`. Throws ArmError 400.
 * https://learn.microsoft.com/rest/api/resources/resources/list
 */
export function readListFilter(filter: string | undefined, fieldNames: readonly string[]): ListFilter {
  if (!filter || filter.trim() === '') return () => true;
  const refuse = () =>
    new ArmError(
      400,
      'InvalidFilterInQueryString',
      `Invalid $filter '${filter.slice(0, MAX_LENGTH)}' specified in the query string.`,
    );
  if (filter.length > MAX_LENGTH) throw refuse();
  const tokens = tokensOf(filter);
  if (!tokens) throw refuse();
  const reader = new FilterReader(tokens, fieldNames, refuse);
  return reader.read();
}

/** Whether a filter asks for tags by name and value: the answer leaves the tags out then. */
export function filtersByTag(filter: string | undefined): boolean {
  return /\btagName\b/i.test(filter ?? '') && /\btagValue\b/i.test(filter ?? '');
}

function tokensOf(filter: string): string[] | undefined {
  const tokens: string[] = [];
  const text = filter.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (!match?.[1]) return undefined;
    tokens.push(match[1]);
  }
  return tokens;
}

/** A condition, or one about a tag that waits for the value it should have. */
type Term = { test: ListFilter; tagName?: string; tagValue?: string };

class FilterReader {
  readonly #tokens: string[];
  readonly #fieldNames: readonly string[];
  readonly #refuse: () => ArmError;
  #at = 0;
  #depth = 0;

  constructor(tokens: string[], fieldNames: readonly string[], refuse: () => ArmError) {
    this.#tokens = tokens;
    this.#fieldNames = fieldNames;
    this.#refuse = refuse;
  }

  read(): ListFilter {
    const test = this.#any();
    if (this.#at < this.#tokens.length) throw this.#refuse();
    return test;
  }

  #any(): ListFilter {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.#refuse();
    const tests = [this.#all()];
    while (this.#takes('or')) tests.push(this.#all());
    this.#depth -= 1;
    return (item) => tests.some((test) => test(item));
  }

  #all(): ListFilter {
    const terms = [this.#term()];
    while (this.#takes('and')) terms.push(this.#term());
    const name = terms.find(({ tagName }) => tagName !== undefined)?.tagName;
    const value = terms.find(({ tagValue }) => tagValue !== undefined)?.tagValue;
    if (value !== undefined && name === undefined) throw this.#refuse();
    const tests = terms.map(({ test }) => test);
    if (value !== undefined && name !== undefined) tests.push(({ tags }) => tagOf(tags, name) === value);
    return (item) => tests.every((test) => test(item));
  }

  #term(): Term {
    if (this.#takes('(')) {
      const test = this.#any();
      this.#expect(')');
      return { test };
    }
    const word = this.#next().toLowerCase();
    if (word === 'substringof') {
      const [part, field] = this.#arguments(
        () => this.#literal(),
        () => this.#field(),
      );
      return { test: ({ fields }) => (fields[field] ?? '').toLowerCase().includes(part.toLowerCase()) };
    }
    if (word === 'startswith') {
      const [field, part] = this.#arguments(
        () => this.#next().toLowerCase(),
        () => this.#literal(),
      );
      if (field === 'tagname') return { test: ({ tags }) => startsWithAny(Object.keys(tags ?? {}), part) };
      if (!this.#fieldNames.includes(field)) throw this.#refuse();
      return { test: ({ fields }) => startsWithAny([fields[field] ?? ''], part) };
    }
    return this.#comparison(word);
  }

  #comparison(field: string): Term {
    const operator = this.#next().toLowerCase();
    const value = this.#literal();
    if (operator !== 'eq' && operator !== 'ne') throw this.#refuse();
    if (field === 'tagname' && operator === 'eq') {
      return { test: ({ tags }) => tagOf(tags, value) !== undefined, tagName: value };
    }
    if (field === 'tagvalue' && operator === 'eq') return { test: () => true, tagValue: value };
    if (!this.#fieldNames.includes(field)) throw this.#refuse();
    const equals: ListFilter = ({ fields }) => (fields[field] ?? '').toLowerCase() === value.toLowerCase();
    return { test: operator === 'eq' ? equals : (item) => !equals(item) };
  }

  #arguments(first: () => string, second: () => string): [string, string] {
    this.#expect('(');
    const one = first();
    this.#expect(',');
    const two = second();
    this.#expect(')');
    return [one, two];
  }

  #field(): string {
    const field = this.#next().toLowerCase();
    if (!this.#fieldNames.includes(field)) throw this.#refuse();
    return field;
  }

  #literal(): string {
    const token = this.#next();
    if (!token.startsWith("'") || token.length < 2) throw this.#refuse();
    return token.slice(1, -1).replaceAll("''", "'");
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw this.#refuse();
    this.#at += 1;
    return token;
  }

  #takes(word: string): boolean {
    if (this.#tokens[this.#at]?.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #expect(word: string): void {
    if (!this.#takes(word)) throw this.#refuse();
  }
}

function tagOf(tags: Tags | undefined, name: string): string | undefined {
  return Object.entries(tags ?? {}).find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1];
}

function startsWithAny(texts: string[], part: string): boolean {
  return texts.some((text) => text.toLowerCase().startsWith(part.toLowerCase()));
}
