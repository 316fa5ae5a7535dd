import { beforeEach, expect, test } from 'vitest';
import { submitDeployment } from '@/lib/azure/deployments';
import { validateDeployment } from '@/lib/azure/what-if';
import { checkParameters, parametersSchema } from '@/lib/config/parameters-schema';
import { deploymentParameters } from '@/lib/provisioning/deployment-parameters';
import { readTemplate } from '@/lib/provisioning/template';
import { sample, startLocalAzure } from '@/tests/local-azure';
import { quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();
beforeEach(() => startLocalAzure());

const BASE = { defaultCommands: ['sleep infinity'], maximumInstanceCount: 1 };
const VAULT = `/subscriptions/${sample.subscriptionId}/resourceGroups/${sample.resourceGroup}/providers/Microsoft.KeyVault/vaults/kv-team`;
const hfToken = { reference: { keyVault: { id: VAULT }, secretName: 'hf-token' } };

async function projectTaking(hfTokenType: string) {
  const template = JSON.parse(await quickTemplate());
  template.parameters.hfToken = { type: hfTokenType };
  return tempProject({ [TEMPLATE]: JSON.stringify(template) });
}

test('a reference reaches Azure as a reference: the local one, which has no vaults, names it', async () => {
  const project = await projectTaking('securestring');
  const parameters = parametersSchema.parse({ ...BASE, hfToken });
  const values = await deploymentParameters(project, sample, parameters);
  expect(values.hfToken).toEqual(hfToken);
  const [at, template] = [{ ...sample, name: 'by-reference' }, await readTemplate(project)];
  for (const asking of [validateDeployment(at, template, values), submitDeployment(at, template, values)]) {
    await expect(asking).rejects.toThrow("a key vault reference (parameter 'hfToken')");
  }
});

test('a reference for a parameter that is no secret is refused before Azure is asked', async () => {
  const sending = deploymentParameters(
    await projectTaking('string'),
    sample,
    parametersSchema.parse({ ...BASE, hfToken }),
  );
  await expect(sending).rejects.toMatchObject({ info: { code: 'parameter_not_secure', target: 'hfToken' } });
});

test.each([
  ['hfToken', { reference: {} }, 'must name a Key Vault'],
  ['hfToken', { reference: { keyVault: { id: 'kv-team' }, secretName: 's' } }, 'must name a Key Vault'],
  ['acaAppName', hfToken, 'cannot come from a Key Vault'],
])('of %s, %j is refused: it %s', (name, given, message) => {
  expect(checkParameters({ ...BASE, [name]: given })).toEqual({
    ok: false,
    fieldErrors: { [name]: [expect.stringContaining(message)] },
  });
});
