import { expect, test } from 'vitest';
import { expandTemplate } from './template.ts';
import { expand, scope, silent } from './testing.ts';

const many = (count: number, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`x${index}`, value]));
const app = (name: string, more: object = {}) => ({
  type: 'Microsoft.App/containerApps',
  apiVersion: '2026-01-01',
  name,
  ...more,
});
const parameter = { type: 'string', defaultValue: '' };

test.each([
  [
    { parameters: many(257, parameter) },
    "The number of template parameters limit exceeded. Limit: '256' and actual: '257'.",
  ],
  [
    { variables: many(513, 1) },
    "The number of template variables limit exceeded. Limit: '512' and actual: '513'.",
  ],
  [
    { outputs: many(65, { type: 'int', value: 1 }) },
    "The number of template outputs limit exceeded. Limit: '64' and actual: '65'.",
  ],
  [
    {
      resources: [
        app("[format('a{0}', copyIndex())]", { copy: { name: 'all', count: 800 } }),
        app('one-more'),
      ],
    },
    "The number of template resources limit exceeded. Limit: '800' and actual: '801'.",
  ],
  [
    { resources: [app("[format('a{0}', copyIndex())]", { copy: { name: 'all', count: 801 } })] },
    'from 0 to 800',
  ],
  [
    { resources: [app('a', { copy: { name: 'all', count: 2, mode: 'serial', batchSize: 0 } })] },
    'batch size',
  ],
  [{ variables: { v: `[concat('${'x'.repeat(24_576)}')]` } }, "Limit: '24576' and actual: '24586'."],
  [
    { variables: { v: `[${'not('.repeat(200)}true()${')'.repeat(200)}]` } },
    'nested more than 128 levels deep',
  ],
  [{ variables: { v: `[createObject()${'.a'.repeat(200)}]` } }, 'nested more than 128 levels deep'],
])('too much of anything is refused (%#)', (template, message) => {
  expect(() => expand(template)).toThrow(message);
});

test('as much as is allowed is taken', () => {
  expect(Object.keys(expand({ parameters: many(256, parameter) }).parameters)).toHaveLength(256);
  expect(
    expand({ resources: [app("[format('a{0}', copyIndex())]", { copy: { name: 'all', count: 800 } })] })
      .resources,
  ).toHaveLength(800);
});

test('variables that double one another are refused before they fill the memory', () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [
      `v${index + 1}`,
      `[createArray(variables('v${index}'), variables('v${index}'))]`,
    ]),
  );
  expect(() => expand({ variables: { v0: 'x', ...doubling } })).toThrow("The template variable 'v");
});

test.each([
  [null, 'The template is not a JSON object'],
  ['text', 'The template is not a JSON object'],
  [[], 'The template is not a JSON object'],
])('%j is no template', (template, message) => {
  expect(() => expandTemplate({ template, parameters: {}, scope })).toThrow(message);
});

test.each([
  [{ $schema: undefined }, "Required property '$schema' not found in JSON. Path 'properties.template'"],
  [{ contentVersion: null }, "Required property 'contentVersion' not found in JSON."],
  [{ resources: undefined }, "Required property 'resources' not found in JSON."],
  [
    { parameterss: {} },
    "Could not find member 'parameterss' on object of type 'Template'. Path 'properties.template.parameterss'",
  ],
  [
    {
      $schema: 'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#',
    },
    "is not supported at scope 'ResourceGroup'",
  ],
  [{ $schema: 'x' }, "The template schema 'x' is not supported. Supported versions are '2014-04-01-preview,"],
  [
    { resources: [{ name: 'a', apiVersion: '1' }] },
    "The template resource 'properties.template.resources[0]' at line '0' and column '0' is not valid. The type property cannot be null or empty.",
  ],
  [
    { resources: [app('')] },
    "of type 'Microsoft.App/containerApps' at line '0' and column '0' is not valid. The name property cannot be null or empty.",
  ],
  [{ resources: [3] }, "Path 'properties.template.resources'"],
  [{ parameters: { a: { type: 'float' } } }, "The type 'float' is not valid"],
  [{ parameters: { a: {} } }, 'has neither a name nor a definition'],
])('a template that is none is told why (%#)', (template, message) => {
  expect(() => expand(template)).toThrow(message);
});

test("ARM's own words may be written in any case", async () => {
  const { outputs } = expand({
    Parameters: { a: { type: 'STRING', defaultValue: 'x' } },
    OUTPUTS: { o: { type: 'string', value: "[parameters('A')]" } },
  });
  expect(await outputs(silent)).toEqual({ o: { type: 'String', value: 'x' } });
});
