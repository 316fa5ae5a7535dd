import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Import = { path: string; isValue: boolean };
export type SourceFile = { path: string; text: string; imports: Import[] };

/** `import … from`, `export … from`, `import '…'` and `import('…')`; `type` only when the whole statement is one. */
const STATEMENT =
  /(?:^|\n)\s*(?:import|export)\s+(?<type>type\s)?(?:[^'";]*?\sfrom\s+)?['"](?<target>[^'"]+)['"]|\bimport\(\s*['"](?<lazy>[^'"]+)['"]\s*\)/g;

const SOURCES = '{app,lib,emulator}/**/*.{ts,tsx}';

/** Every TypeScript source of app, lib and emulator, tests left out, with what it imports from among them. */
export function readSourceFiles(): SourceFile[] {
  const paths = globSync([SOURCES, 'instrumentation.ts']).filter((path) => !isTest(path));
  return paths.sort().map((path) => {
    const text = readFileSync(path, 'utf8');
    return { path, text, imports: importsOf(path, text) };
  });
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$|(^|\/)tests\//.test(path);
}

function importsOf(path: string, text: string): Import[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found: Import[] = [];
  for (const { groups } of code.matchAll(STATEMENT)) {
    const target = resolve(path, groups?.target ?? groups?.lazy ?? '');
    if (target) found.push({ path: target, isValue: groups?.type === undefined });
  }
  return found;
}

/** The imported file, relative to the checkout; undefined for packages and for what is not TypeScript. */
function resolve(from: string, specifier: string): string | undefined {
  if (!/^(@\/|\.)/.test(specifier)) return undefined;
  const base = specifier.startsWith('@/') ? specifier.slice(2) : join(dirname(from), specifier);
  return [base, `${base}.ts`, `${base}.tsx`].find((path) => /\.tsx?$/.test(path) && existsSync(path));
}
