import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isTest, readSourceFiles, type SourceFile } from '@/tests/source-files';

/** Imports point to a lower rank, or stay in their own room. */
const RANKS: Readonly<Record<string, number>> = {
  'lib/core': 0,
  'lib/config': 1,
  'lib/db': 2,
  'lib/azure': 3,
  'lib/gradio': 3,
  'lib/auth': 3,
  'lib/runs': 3,
  'lib/model': 4,
  'lib/provisioning': 5,
  'lib/deployment': 5,
  'lib/evaluation': 5,
  'lib/chat': 5,
  'lib/worker': 6,
  app: 7,
};

/** Outside core, the files of lib that the browser shares: no I/O, no secrets, no Node. */
const PURE = [
  'lib/chat/parameters.ts',
  'lib/chat/status.ts',
  'lib/config/json-members.ts',
  'lib/config/json-text.ts',
  'lib/config/key-vault-reference.ts',
  'lib/config/parameters-schema.ts',
  'lib/config/parameters-text.ts',
  'lib/deployment/deploy-input.ts',
  'lib/deployment/logs/known-failures.ts',
  'lib/deployment/logs/line-level.ts',
  'lib/deployment/logs/log-filter.ts',
  'lib/deployment/logs/log-line.ts',
  'lib/deployment/operate/restart-plan.ts',
  'lib/deployment/operate/rules.ts',
  'lib/deployment/operate/scale-input.ts',
  'lib/deployment/replicas/stuck.ts',
  'lib/deployment/sync/changes.ts',
  'lib/deployment/revisions/rules.ts',
  'lib/provisioning/app-settings/dotenv.ts',
  'lib/provisioning/app-settings/shown.ts',
  'lib/provisioning/commands-lint.ts',
  'lib/provisioning/names/name-parameters.ts',
  'lib/provisioning/manual/config-draft.ts',
  'lib/provisioning/plan/plan.ts',
  'lib/runs/adapter-proof.ts',
  'lib/runs/events.ts',
  'lib/runs/progress.ts',
  'lib/runs/public-view.ts',
  'lib/runs/replica-stages.ts',
  'lib/runs/resource-type.ts',
  'lib/runs/status.ts',
  'lib/runs/view.ts',
];

const MAX_LINES = 300;
/** Each with its reason. */
const LONG_FILES: Readonly<Record<string, string>> = {};

const files = readSourceFiles();
const byPath = new Map(files.map((file) => [file.path, file]));
const isIn = (folder: string) => (file: SourceFile) => file.path.startsWith(`${folder}/`);
const inLib = files.filter(isIn('lib'));

function roomOf(path: string): string {
  if (path.startsWith('lib/')) return path.split('/').slice(0, 2).join('/');
  return path.startsWith('emulator/') ? 'emulator' : 'app';
}

function rankOf(path: string): number {
  const rank = RANKS[roomOf(path)];
  if (rank === undefined) throw new Error(`${path} is in a room without a rank`);
  return rank;
}

const isPure = (path: string) => path.startsWith('lib/core/') || PURE.includes(path);
const edge = (from: string, to: string) => `${from} -> ${to}`;

describe('the rooms', () => {
  test('there are files to look at', () => {
    expect(inLib.length).toBeGreaterThan(20);
    expect(inLib.flatMap(({ imports }) => imports).length).toBeGreaterThan(50);
  });

  test('import a lower rank or themselves, types included', () => {
    const rising = files
      .filter((file) => !isIn('emulator')(file))
      .flatMap(({ path, imports }) =>
        imports
          .filter((target) => roomOf(target.path) !== roomOf(path) && rankOf(target.path) >= rankOf(path))
          .map((target) => edge(path, target.path)),
      );
    expect(rising).toEqual([]);
  });

  test('have no cycle, types included', () => {
    expect(findCycle(files)).toEqual([]);
  });

  test('of the local Azure and of Slipway share no code', () => {
    const shared = files.flatMap(({ path, imports }) =>
      imports
        .filter((target) => (roomOf(path) === 'emulator') !== (roomOf(target.path) === 'emulator'))
        .map((target) => edge(path, target.path)),
    );
    expect(shared).toEqual([]);
  });
});

describe('the browser', () => {
  test('gets pure files of lib only', () => {
    const reached = reachByValue(files.filter(({ text }) => /^['"]use client['"]/.test(text)));
    expect([...reached].filter((path) => path.startsWith('lib/') && !isPure(path))).toEqual([]);
  });

  test('a pure file imports by value nothing but pure files, and none of Node', () => {
    const pure = files.filter(({ path }) => isPure(path));
    expect([...reachByValue(pure)].filter((path) => !isPure(path))).toEqual([]);
    expect(pure.filter(({ text }) => /from 'node:/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  test('cannot get any other file of lib: it begins with the marker that stops the build', () => {
    const unmarked = inLib.filter(
      ({ path, text }) => !isPure(path) && !text.startsWith("import 'server-only';\n"),
    );
    expect(unmarked.map(({ path }) => path)).toEqual([]);
  });
});

test(`no file is longer than ${MAX_LINES} lines`, () => {
  const sources = globSync('{app,lib,emulator,scripts,infra,e2e,bench,tests}/**/*.{ts,tsx,mjs}');
  const python = globSync('{emulator,inference}/**/*.py').filter((path) => !path.includes('.venv/'));
  const tooLong = [...sources, ...python]
    .map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n').length - 1 }))
    .filter(({ path, lines }) => lines > MAX_LINES && !isTest(path) && !(path in LONG_FILES));
  expect(tooLong).toEqual([]);
});

/** Whatever the files import by value, directly or through others. */
function reachByValue(entries: SourceFile[]): Set<string> {
  const reached = new Set<string>();
  const visit = (file: SourceFile) => {
    for (const target of file.imports) {
      if (!target.isValue || reached.has(target.path)) continue;
      reached.add(target.path);
      const next = byPath.get(target.path);
      // A server action or a server-only file stays on the server: the browser gets a reference to it, or a failed build.
      if (next && !/^['"]use server['"]/.test(next.text)) visit(next);
    }
  };
  for (const entry of entries) visit(entry);
  return reached;
}

/** The paths of one import cycle, or none. */
function findCycle(all: SourceFile[]): string[] {
  const done = new Set<string>();
  const walk = (path: string, trail: string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return [];
    for (const target of byPath.get(path)?.imports ?? []) {
      const cycle = walk(target.path, [...trail, path]);
      if (cycle.length > 0) return cycle;
    }
    done.add(path);
    return [];
  };
  for (const { path } of all) {
    const cycle = walk(path, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}
