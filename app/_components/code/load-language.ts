import type { Extension } from '@codemirror/state';
import { type LanguageName, languageOf } from './language-of';

const loaders = {
  python: async () => (await import('@codemirror/lang-python')).python(),
  json: async () => (await import('@codemirror/lang-json')).json(),
  markdown: async () => (await import('@codemirror/lang-markdown')).markdown(),
  yaml: async () => (await import('@codemirror/lang-yaml')).yaml(),
  shell: async () => stream((await import('@codemirror/legacy-modes/mode/shell')).shell),
  toml: async () => stream((await import('@codemirror/legacy-modes/mode/toml')).toml),
} as const satisfies Record<LanguageName, () => Promise<Extension>>;

type Mode = typeof import('@codemirror/legacy-modes/mode/toml').toml;

async function stream(mode: Mode): Promise<Extension> {
  return (await import('@codemirror/language')).StreamLanguage.define(mode);
}

/** The colours and the indenting of a file's language; nothing for a file of another kind. */
export async function loadLanguage(path: string): Promise<Extension> {
  const name = languageOf(path);
  return name ? loaders[name]() : [];
}
