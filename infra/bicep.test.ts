import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { type ArmTemplate, compileBicep } from './bicep/compile';

const run = promisify(execFile);
const path = (name: string) => new URL(`provision/${name}`, import.meta.url).pathname;
const hasBicepCli = await run('bicep', ['--version']).then(
  () => true,
  () => false,
);

/** What the dashboard finds out itself each time: these have no place in a file. */
const FILLED_IN = [
  'otherWorkloadProfiles',
  'resourceTags',
  'environmentVariables',
  'appSecrets',
  'endpointKeyValue',
];

describe.each(['inference', 'finetuning'])('%s.bicep', (name) => {
  // `vitest run infra -u` writes the JSON anew after a change of the Bicep file.
  test('says what the ARM template beside it says', async () => {
    const template = await compileBicep(await readFile(path(`${name}.bicep`), 'utf8'));
    await expect(`${JSON.stringify(template, null, 2)}\n`).toMatchFileSnapshot(path(`${name}.json`));
  });

  // Without the CLI there is no such test, rather than one that is skipped.
  if (hasBicepCli) {
    test("compiles to that template with Azure's own compiler", async () => {
      const { stdout } = await run('bicep', ['build', '--stdout', path(`${name}.bicep`)]);
      const { metadata: _, ...official } = JSON.parse(stdout);
      expect(comparable(official)).toEqual(comparable(await readTemplate(name)));
    });
  }

  test('has a value or a null for each parameter that people set, and for nothing else', async () => {
    const all = Object.entries((await readTemplate(name)).parameters);
    const parameters = Object.fromEntries(all.filter(([key]) => !FILLED_IN.includes(key)));
    const file = JSON.parse(await readFile(path(`${name}.parameters.json`), 'utf8'));
    expect(Object.keys(file.parameters).sort()).toEqual(Object.keys(parameters).sort());
    for (const [key, { value }] of Object.entries<{ value: unknown }>(file.parameters)) {
      const mayBeNull = parameters[key]?.defaultValue !== undefined;
      expect(value !== null || mayBeNull, `${key} has no default, so it needs a value`).toBe(true);
    }
  });
});

test('both templates name the shared resources by the same formulas', async () => {
  const [inference, finetuning] = await Promise.all([readTemplate('inference'), readTemplate('finetuning')]);
  expect(inference.parameters).toMatchObject(finetuning.parameters);
  const names = ({ resources }: ArmTemplate) =>
    resources.map(({ type, apiVersion, name }) => ({ type, apiVersion, name }));
  expect(names(inference)).toEqual(expect.arrayContaining(names(finetuning)));
});

test('a command that fails ends the start', async () => {
  const { variables } = await readTemplate('inference');
  expect(variables?.startCommand).toBe(
    "[format('set -eo pipefail\n{0}', join(parameters('defaultCommands'), '\n'))]",
  );
});

async function readTemplate(name: string): Promise<ArmTemplate> {
  return JSON.parse(await readFile(path(`${name}.json`), 'utf8'));
}

// The order of dependsOn means nothing.
function comparable(template: ArmTemplate): unknown {
  return JSON.parse(
    JSON.stringify(template, (key, value) => (key === 'dependsOn' ? [...value].sort() : value)),
  );
}
