/** The languages that are coloured; every other text is shown as it is. */
export type LanguageName = 'python' | 'json' | 'markdown' | 'yaml' | 'shell' | 'toml';

const byEnding: Readonly<Record<string, LanguageName>> = {
  py: 'python',
  pyi: 'python',
  json: 'json',
  ipynb: 'json',
  md: 'markdown',
  yaml: 'yaml',
  yml: 'yaml',
  sh: 'shell',
  bash: 'shell',
  env: 'shell',
  toml: 'toml',
};

/** The language of a file, from the end of its name. */
export function languageOf(path: string): LanguageName | undefined {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(byEnding, ending) ? byEnding[ending] : undefined;
}
