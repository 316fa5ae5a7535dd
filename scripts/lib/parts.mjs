import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { runCommand } from './children.mjs';
import { ensureChromium } from './chromium.mjs';
import { ensureClients } from './clients.mjs';
import { FailedTests, NONE, playwrightCounts, pytestCounts, vitestCounts } from './counts.mjs';
import { requirePython } from './python.mjs';
import { root } from './settings.mjs';
import { ensureTestPython } from './test-python.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {{ title: string, run: () => Promise<Counts | void> }} Part */

/** @type {Part} */
const style = { title: 'Format and lint', run: () => runCommand('biome', ['check', '.']) };

/** Files, exports and packages that nothing uses. @type {Part} */
const unused = { title: 'Unused code', run: () => runCommand('knip', []) };

/** @type {Part} */
const types = {
  title: 'Types',
  run: async () => {
    await runCommand('next', ['typegen']);
    await runCommand('tsc', ['--noEmit']);
  },
};

/** @type {Part} */
const unit = { title: 'Unit tests', run: () => vitest('unit') };

/** @type {Part} */
const inference = {
  title: 'Inference: lint and tests',
  run: async () => {
    await requirePython();
    const python = await ensureTestPython();
    await runCommand(python, ['-m', 'ruff', 'check', 'inference']);
    await runCommand(python, ['-m', 'ruff', 'format', '--check', 'inference']);
    return counted('pytest.xml', pytestCounts, (report) =>
      runCommand(python, ['-m', 'pytest', '-q', `--junitxml=${report}`, 'inference']),
    );
  },
};

/** The local Azure, spoken to by programs that others wrote. @type {Part} */
const clients = {
  title: "Other people's clients",
  run: async () => {
    await requirePython();
    const { python, azcopy } = await ensureClients();
    const folder = 'emulator/tests/clients';
    await runCommand(python, ['-m', 'ruff', 'check', folder]);
    await runCommand(python, ['-m', 'ruff', 'format', '--check', folder]);
    process.env.AZCOPY = azcopy;
    return counted('clients.xml', pytestCounts, (report) =>
      runCommand(python, ['-m', 'pytest', '-q', `--junitxml=${report}`, folder]),
    );
  },
};

/** Programs and containers that run, crash and are killed, and failures that take their time. @type {Part} */
const system = { title: 'System tests', run: () => vitest('system') };

/** The inference app and its model, seen from the dashboard's side. @type {Part} */
const live = { title: 'Live tests', run: () => vitest('live') };

/** @type {Part} */
const build = { title: 'Build', run: ensureBuilt };

/** @type {Part} */
const journeys = {
  title: 'Journeys in a browser',
  run: async () => {
    process.env.CHROMIUM = await ensureChromium();
    return counted('e2e.json', playwrightCounts, () => runCommand('playwright', ['test']));
  },
};

export const quickParts = [style, unused, types, unit];
export const clientParts = [clients];
export const browserParts = [build, journeys];
export const allParts = [...quickParts, system, inference, ...clientParts, live, ...browserParts];

/** Runs one of the projects in vitest.config.ts. @param {string} project */
function vitest(project) {
  return counted(`${project}.json`, vitestCounts, (report) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    return runCommand('vitest', ['run', '--project', project, ...reporters]);
  });
}

/**
 * Runs a test command that leaves a report, and reads the report even when the command fails.
 * @param {string} name @param {(text: string) => Counts} read @param {(report: string) => Promise<void>} run
 */
async function counted(name, read, run) {
  const report = join(root, 'test-results', name);
  await mkdir(dirname(report), { recursive: true });
  await rm(report, { force: true });
  const counts = async () => read(await readFile(report, 'utf8'));
  await run(report).catch(async (error) => {
    throw new FailedTests(error.message, await counts().catch(() => NONE));
  });
  return counts();
}
