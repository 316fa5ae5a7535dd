import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PARAMETERS_PATH, readParameters } from '@/lib/config/parameters';
import {
  listParametersVersions,
  restoreParameters,
  saveParameters,
} from '@/lib/provisioning/history/parameters-history';
import { parametersWith } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

const TEXT = parametersWith(['sleep infinity']);

/** A project of its own in the one database of this file. */
async function project() {
  return { ...(await tempProject({ [PARAMETERS_PATH]: TEXT })), id: crypto.randomUUID() };
}

test('what a save replaces is kept to the character, and can be put back', async () => {
  const one = await project();
  const { values } = await readParameters(one);
  await saveParameters(one, { ...values, acaAppName: 'mine' });
  const [kept, ...others] = await listParametersVersions(one);
  expect(kept?.content).toBe(TEXT);
  expect(others).toEqual([]);

  await restoreParameters(one, kept?.id ?? '');
  expect(await readFile(join(one.root, PARAMETERS_PATH), 'utf8')).toBe(TEXT);
  expect(await listParametersVersions(one)).toHaveLength(2);
});

test('a refused save keeps no version, and a restore does not write over a hand edit', async () => {
  const one = await project();
  const { values, version } = await readParameters(one);
  await saveParameters(one, { ...values, acaAppName: 'mine' }, { expectedVersion: version });
  const [kept] = await listParametersVersions(one);
  await writeFile(join(one.root, PARAMETERS_PATH), parametersWith(['by hand']));

  const refused = { info: { code: 'parameters_changed' } };
  const options = { expectedVersion: version };
  await expect(saveParameters(one, { ...values, acaAppName: 'other' }, options)).rejects.toMatchObject(
    refused,
  );
  await expect(restoreParameters(one, kept?.id ?? '', { expectedVersion: 'old' })).rejects.toMatchObject(
    refused,
  );
  expect(await listParametersVersions(one)).toHaveLength(1);
});
