import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readParameters, writeParameters, writeParametersText } from '@/lib/config/parameters';
import { tempProject } from '@/tests/temp-project';

const PATH = 'infra/provision/inference.parameters.json';
const FILE = {
  $schema: 'https://example.test/schema.json',
  contentVersion: '1.0.0.0',
  parameters: {
    maximumInstanceCount: { value: 2, metadata: { note: 'mine' } },
    defaultCommands: { value: ['python3 app.py'] },
    acaAppName: { value: 'my-app' },
    location: { value: null },
  },
};

const projectWith = (content: unknown) =>
  tempProject({ [PATH]: typeof content === 'string' ? content : JSON.stringify(content, null, 2) });
const withValue = (name: string, value: unknown) => ({
  ...FILE,
  parameters: { ...FILE.parameters, [name]: { value } },
});

describe('reading the parameters file', () => {
  test('gives every value; a name that is left out is its default', async () => {
    expect(await readParameters(await projectWith(FILE))).toMatchObject({
      path: PATH,
      values: {
        defaultCommands: ['python3 app.py'],
        maximumInstanceCount: 2,
        location: null,
        storageAccountName: null,
        fileShareName: null,
        acaEnvironmentName: null,
        acaEnvironmentStorageName: null,
        acaAppName: 'my-app',
        acaLogAnalyticsName: null,
        gpuProfile: null,
        minimumReplicas: null,
        endpointKey: null,
        containerImage: null,
      },
    });
  });

  test('a missing file says which', async () => {
    await expect(readParameters(await tempProject())).rejects.toMatchObject({
      info: { code: 'parameters_missing', message: `The project has no ${PATH}.` },
    });
  });

  test.each([
    ['a comma too many', '{\n  "parameters": {\n    "a": { "value": 1 },\n  }\n}', 3],
    ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', 3],
    ['an end too early', '{\n  "parameters": {\n', 3],
    ['a bare word', '{\n\n  "a": yes\n}', 3],
    ['text after the end', '{}\n{}', 2],
    ['an open quotation mark', '{\n  "a": "x\n}', 2],
    ['nothing', '', 1],
  ])('%s is found in its line', async (_name, text, line) => {
    await expect(readParameters(await projectWith(text))).rejects.toMatchObject({
      info: {
        code: 'parameters_not_json',
        message: `${PATH} is not valid JSON: the fault is in line ${line}.`,
      },
    });
  });

  test('a byte order mark is no fault', async () => {
    const project = await projectWith(`\uFEFF${JSON.stringify(FILE)}`);
    expect(await readParameters(project)).toMatchObject({ values: { acaAppName: 'my-app' } });
  });

  test.each([
    ['defaultCommands', [], /must hold at least one command/],
    ['defaultCommands', 'python3 app.py', /must be a list of commands/],
    ['defaultCommands', ['cd /mount', ' '], /command 2 must not be blank/],
    ['defaultCommands', ['a\nb'], /command 1 must be a single line/],
    ['defaultCommands', [7], /command 1 must be text/],
    ['maximumInstanceCount', '2', /must be a whole number from 1 to 1000/],
    ['maximumInstanceCount', 1.5, /must be a whole number from 1 to 1000/],
    ['maximumInstanceCount', 0, /must be a whole number from 1 to 1000/],
    ['maximumInstanceCount', null, /must be a whole number from 1 to 1000/],
    ['storageAccountName', 'My-Account', /3 to 24 lower-case letters and digits/],
    ['fileShareName', 'a--b', /3 to 63 lower-case letters, digits and single hyphens/],
    ['acaEnvironmentName', '1env', /starting with a letter/],
    ['acaEnvironmentStorageName', 'a'.repeat(33), /1 to 32/],
    ['acaAppName', 'app-', /not ending with a hyphen/],
    ['acaLogAnalyticsName', 'abc', /4 to 63/],
    ['location', 'East US', /an Azure region such as eastus/],
    ['location', 7, /must be text, or null/],
    ['gpuProfile', 'A100', /must be NC24-A100, /],
    ['minimumReplicas', -1, /must be a whole number from 0 to 1000/],
    ['endpointKey', 'yes', /must be true, false, or null/],
    ['containerImage', 'Not An Image', /must be the name of a container image/],
  ])('%s with a wrong value is named, with what is allowed', async (name, value, rule) => {
    const reading = readParameters(await projectWith(withValue(name, value)));
    await expect(reading).rejects.toMatchObject({
      info: { code: 'parameters_invalid', target: name, message: expect.stringMatching(rule) },
    });
    await expect(reading).rejects.toThrow(`${PATH}: ${name} `);
  });

  test.each([[[]], [{ parameters: [] }], [{ parameters: { location: 'eastus' } }], ['"text"']])(
    'a file of another shape (%j) says how it must look',
    async (content) => {
      await expect(readParameters(await projectWith(content))).rejects.toMatchObject({
        info: { code: 'parameters_invalid', message: expect.stringContaining('must look like') },
      });
    },
  );
});

describe('writing the parameters file', () => {
  test('keeps the order of keys, the schema and everything that is not a value', async () => {
    const project = await projectWith(FILE);
    const { values } = await readParameters(project);
    await writeParameters(project, { ...values, acaAppName: 'other-app' });
    const written = await readFile(join(project.root, PATH), 'utf8');
    expect(
      written.match(/"(\$schema|contentVersion|\w+Name|\w+Count|\w+Commands|location)"/g)?.slice(0, 6),
    ).toEqual([
      '"$schema"',
      '"contentVersion"',
      '"maximumInstanceCount"',
      '"defaultCommands"',
      '"acaAppName"',
      '"location"',
    ]);
    expect(JSON.parse(written)).toMatchObject({
      parameters: {
        maximumInstanceCount: { value: 2, metadata: { note: 'mine' } },
        acaAppName: { value: 'other-app' },
      },
    });
  });

  test('a bad value changes nothing', async () => {
    const project = await projectWith(FILE);
    const before = await readFile(join(project.root, PATH), 'utf8');
    const { values } = await readParameters(project);
    await expect(writeParameters(project, { ...values, defaultCommands: [] })).rejects.toMatchObject({
      info: { code: 'parameters_invalid', target: 'defaultCommands' },
    });
    expect(await readFile(join(project.root, PATH), 'utf8')).toBe(before);
  });

  test('a broken file is not overwritten', async () => {
    const project = await projectWith(FILE);
    const { values } = await readParameters(project);
    await writeFile(join(project.root, PATH), '{ "mine": ');
    await expect(writeParameters(project, values)).rejects.toMatchObject({
      info: { code: 'parameters_not_json' },
    });
    expect(await readFile(join(project.root, PATH), 'utf8')).toBe('{ "mine": ');
  });

  test('writers at the same time leave one whole file and nothing else', async () => {
    const project = await projectWith(FILE);
    const { values } = await readParameters(project);
    const names = Array.from({ length: 10 }, (_, index) => `app-${index}`);
    await Promise.all(names.map((acaAppName) => writeParameters(project, { ...values, acaAppName })));
    expect(names).toContain((await readParameters(project)).values.acaAppName);
    expect(await readdir(join(project.root, 'infra/provision'))).toEqual(['inference.parameters.json']);
  });

  test('a file that was edited since it was read is not written over', async () => {
    const project = await projectWith(FILE);
    const { values, version } = await readParameters(project);
    await writeFile(join(project.root, PATH), JSON.stringify(withValue('acaAppName', 'theirs')));
    await expect(
      writeParameters(project, { ...values, acaAppName: 'mine' }, { expectedVersion: version }),
    ).rejects.toMatchObject({ kind: 'conflict', info: { code: 'parameters_changed' } });
    expect((await readParameters(project)).values.acaAppName).toBe('theirs');
  });

  test('a whole text is checked, and is written as it is', async () => {
    const project = await projectWith(FILE);
    const text = `${JSON.stringify(FILE)}\r\n\r\n`;
    const { version } = await writeParametersText(project, text);
    expect(await readParameters(project)).toMatchObject({ text, version });
    await expect(writeParametersText(project, '{')).rejects.toMatchObject({
      info: { code: 'parameters_not_json' },
    });
  });
});
