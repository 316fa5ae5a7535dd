import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { all, GROUP, QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from './start-emulator.ts';
import { accountNode, deployTemplate, template } from './template-fixture.ts';

let azure: TestEmulator;
beforeAll(async () => {
  azure = await startEmulator();
});
afterAll(() => azure.close());

/** What the wire answers, which the SDKs tell only a part of. */
const send = async (method: string, path: string, body?: string) => {
  const url = `${azure.url()}/subscriptions/${SUBSCRIPTION}/resourceGroups/${GROUP}/providers/Microsoft.Resources/deployments/${path}?api-version=2025-04-01`;
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
};
const request = (document: unknown, properties: object = {}, rest: object = {}) =>
  JSON.stringify({ ...rest, properties: { mode: 'Incremental', template: document, ...properties } });
const parameters = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`p${index}`, { type: 'string', defaultValue: '' }]),
  );
const nested = (depth: number): unknown => (depth === 0 ? [] : [nested(depth - 1)]);

describe.each(['refused', 'refused/validate'])('%s', (path) => {
  const method = path.endsWith('validate') ? 'POST' : 'PUT';

  test.each([
    [
      request(template([], { parameters: parameters(257) })),
      'InvalidTemplate',
      "Limit: '256' and actual: '257'.",
    ],
    [
      request(template([accountNode('a', { dependsOn: ['b'] }), accountNode('b', { dependsOn: ['a'] })])),
      'InvalidTemplate',
      "Circular dependency detected on resource: '/subscriptions/",
    ],
    [request('text'), 'InvalidRequestContent', 'The template is not a JSON object'],
    [
      request({ ...template([]), $schema: undefined }),
      'InvalidRequestContent',
      "Required property '$schema' not found in JSON.",
    ],
    [request(undefined), 'InvalidRequestContent', "one of 'template' and 'templateLink' is required"],
    [
      request(template([]), { mode: 'Sideways' }),
      'InvalidRequestContent',
      'Error converting value "Sideways"',
    ],
    [
      request(template([]), { validationLevel: 'None' }),
      'InvalidRequestContent',
      'Error converting value "None"',
    ],
    [
      request(template([]), { debugSetting: { detailLevel: 'all' } }),
      'InvalidRequestContent',
      'Error converting value "all"',
    ],
    [
      request(template([]), {}, { location: 'eastus' }),
      'InvalidDeployment',
      "The 'location' property is not allowed for 'refused' at resource group scope.",
    ],
    [
      request(template([]), { parameters: { x: { value: 1 } } }),
      'InvalidTemplate',
      "do not correspond to any parameters defined in the template: 'x'",
    ],
    [
      request(template([]), { parameters: { x: { value: null } } }),
      'InvalidDeploymentParameterValue',
      'is null',
    ],
    [request(template([]), { parameters: 3 }), 'InvalidRequestContent', "Path 'properties.parameters'"],
    [
      request({ ...template([]), metadata: nested(200) }),
      'InvalidRequestContent',
      'MaxDepth of 128 has been exceeded',
    ],
    ['[]', 'InvalidRequestContent', 'could not be deserialized'],
    ['', 'InvalidRequestContent', 'could not be deserialized'],
  ])('a wrong request is refused (%#)', async (body, code, message) => {
    const answer = await send(method, path, body);
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code, message: expect.stringContaining(message) } },
    });
  });

  test('what is too large, or not there yet, is refused by its own code', async () => {
    expect(
      await send(method, path, request({ ...template([]), metadata: 'x'.repeat(5_000_000) })),
    ).toMatchObject({
      status: 413,
      body: { error: { code: 'RequestContentTooLarge' } },
    });
    for (const properties of [
      { template: undefined, templateLink: { uri: 'https://x.example' } },
      { parametersLink: { uri: 'https://x.example' } },
      { onErrorDeployment: { type: 'LastSuccessful' } },
      { parameters: { x: { reference: {} } } },
    ]) {
      expect(await send(method, path, request(template([]), properties))).toMatchObject({
        status: 501,
        body: { error: { code: 'NotImplementedByLocalAzure' } },
      });
    }
  });

  test('a finding tells its place in the request, as the client wrote it', async () => {
    const body = `{
  "properties": { "mode": "Incremental", "template": {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "parameters": {
      "size": { "type": "int" } },
    "resources": [] } } }`;
    expect((await send(method, path, body)).body).toEqual({
      error: {
        code: 'InvalidTemplate',
        message:
          "Deployment template validation failed: 'The value for the template parameter 'size' at line '6' and column '15' is not provided. Please see https://aka.ms/arm-create-parameter-file for usage details.'.",
        additionalInfo: [
          {
            type: 'TemplateViolation',
            info: { lineNumber: 6, linePosition: 15, path: 'properties.template.parameters.size' },
          },
        ],
      },
    });
  });

  test('what a provider would refuse is refused before anything begins', async () => {
    const body = request(template([accountNode('goodaccount'), accountNode('Not-A-Name')]));
    expect(await send(method, path, body)).toMatchObject({
      status: 400,
      body: {
        error: {
          code: 'InvalidTemplateDeployment',
          details: [
            {
              code: 'PreflightValidationCheckFailed',
              details: [{ code: 'AccountNameInvalid', target: 'Not-A-Name' }],
            },
          ],
        },
      },
    });
  });

  test('an expression that cannot be evaluated is refused with the resource that it stands in', async () => {
    const body = request(template([accountNode('expressed', { tags: { a: "[parameters('nope')]" } })]));
    const { error } = (await send(method, path, body)).body;
    expect(error).toMatchObject({ code: 'InvalidTemplate', additionalInfo: [{ type: 'TemplateViolation' }] });
    expect(error.message).toMatch(
      /^Unable to process template language expressions for resource '.*\/expressed' at line '1' and column '\d+'. 'The template parameter 'nope' is not found./,
    );
  });
});

test.each([
  ['x'.repeat(65), 'DeploymentNameLengthLimitExceeded'],
  ['a%20b', 'DeploymentNameInvalidCharacters'],
])('a deployment cannot be called %s', async (name, code) => {
  expect(await send('PUT', name, request(template([])))).toMatchObject({
    status: 400,
    body: { error: { code } },
  });
});

test('nothing of what was refused is there', async () => {
  expect(await all(azure.deployments.deployments.listByResourceGroup(GROUP))).toEqual([]);
  expect(await all(azure.resources.resources.listByResourceGroup(GROUP))).toEqual([]);
});

test('outputs that cannot be told fail the deployment, each with its reason', async () => {
  const outputs = { a: { type: 'int', value: 'x' }, b: { type: 'string', value: 'fine' } };
  await expect(deployTemplate(azure, 'untold', template([], { outputs }))).rejects.toThrow(
    'DeploymentOutputEvaluationFailed',
  );
  const { properties } = await azure.deployments.deployments.get(GROUP, 'untold');
  expect(properties?.error).toMatchObject({
    code: 'DeploymentOutputEvaluationFailed',
    details: [{ code: 'DeploymentOutputEvaluationFailed', target: 'a' }],
  });
  await azure.deployments.deployments.delete(GROUP, 'untold', QUICK);
});
