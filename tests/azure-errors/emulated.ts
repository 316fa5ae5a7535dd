import { globSync, readFileSync } from 'node:fs';

/** The ways in which the local Azure's sources write an error code; a number is one of the sign-in service. */
const WRITTEN = [
  /new ArmError\(\s*[^,()]+,\s*'(?<code>[A-Z]\w+)'/g,
  /new TemplateError\(\s*'(?<code>[A-Z]\w+)'/g,
  /new EntraError\(\s*\d+,\s*['a-z_]+,\s*(?<code>\d+)/g,
  /\b(?:code:|code =|REGIONAL =) '(?<code>[A-Z]\w+)'/g,
  /\breason: '(?<code>\w+Invalid)'/g,
  /\b(?:refused|refuse)\(\s*'(?<code>[A-Z]\w+)'/g,
  // The one table of the file service.
  /^ {2}(?<code>[A-Z]\w+): \[\s*\d{3},/gm,
];
const NOT_ANSWERED = /\.test\.ts$|\/tests\/|\/support\/|\/fixtures\/|testing\.ts$/;

/** Every error code that stands in the sources of the local Azure. */
export function emulatedCodes(): Set<string> {
  const sources = globSync('emulator/**/*.ts').filter((path) => !NOT_ANSWERED.test(path));
  return new Set(sources.flatMap((path) => codesIn(readFileSync(path, 'utf8'))));
}

function codesIn(source: string): string[] {
  const found = WRITTEN.flatMap((pattern) => [...source.matchAll(pattern)]);
  return found.flatMap(({ groups }) => {
    const code = groups?.code ?? '';
    return /^\d/.test(code) ? `AADSTS${code}` : code;
  });
}
