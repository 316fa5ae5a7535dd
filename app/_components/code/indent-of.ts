import { languageOf } from './language-of';

const WIDEST = 8;

/** What a text is indented with, from its first indented line; for a text without one, what its language is used to. */
export function indentOf(text: string, path: string): string {
  const first = /^([ \t]+)\S/m.exec(text)?.[1];
  if (first?.startsWith('\t')) return '\t';
  if (first && first.length > 1 && first.length <= WIDEST) return first;
  return languageOf(path) === 'python' ? '    ' : '  ';
}
