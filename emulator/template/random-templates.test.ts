import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findFunction } from './functions/lookup.ts';
import { expandTemplate } from './template.ts';
import { TemplateError } from './template-error.ts';
import { scope, silent } from './testing.ts';

const NAMES = [
  ...[
    'add',
    'array',
    'base64',
    'base64ToString',
    'bool',
    'cidrHost',
    'cidrSubnet',
    'coalesce',
    'concat',
    'contains',
  ],
  ...[
    'copyIndex',
    'createArray',
    'createObject',
    'dataUriToString',
    'dateTimeAdd',
    'dateTimeFromEpoch',
    'deployment',
  ],
  ...[
    'div',
    'empty',
    'endsWith',
    'equals',
    'filter',
    'first',
    'flatten',
    'format',
    'groupBy',
    'guid',
    'if',
    'indexOf',
  ],
  ...[
    'int',
    'intersection',
    'items',
    'join',
    'json',
    'lambda',
    'lambdaVariables',
    'last',
    'length',
    'less',
    'map',
  ],
  ...[
    'mapValues',
    'max',
    'mod',
    'not',
    'objectKeys',
    'padLeft',
    'parameters',
    'parseCidr',
    'parseUri',
    'range',
  ],
  ...[
    'reduce',
    'reference',
    'references',
    'replace',
    'resourceGroup',
    'resourceId',
    'shallowMerge',
    'skip',
    'sort',
  ],
  ...[
    'split',
    'string',
    'sub',
    'substring',
    'take',
    'toLower',
    'toObject',
    'tryGet',
    'tryIndexFromEnd',
    'union',
  ],
  ...['uniqueString', 'uri', 'uriComponentToString', 'utcNow', 'variables', 'listKeys'],
];

const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(
      "'a'",
      "''",
      "'x/y'",
      "'v'",
      "'P1D'",
      "'2026-01-01T00:00:00Z'",
      "'{0:N2}'",
      '0',
      '-1',
      '3',
      '9007199254740991',
    ),
    fc
      .tuple(fc.constantFrom(...NAMES), fc.array(tie('expression'), { maxLength: 3 }))
      .map(([name, args]) => `${name}(${args.join(', ')})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('.id', '[0]', "['a']", '.properties.x'))
      .map((parts) => parts.join('')),
  ),
}));
const text = fc.oneof(
  expression.map((inner) => `[${inner}]`),
  fc.string({ maxLength: 8 }),
  fc.constant('[[x]'),
);
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.array(text, { maxLength: 2 }));
const resource = fc.record(
  {
    type: fc.constantFrom('Microsoft.App/containerApps', 'Microsoft.Resources/deployments', 'x', ''),
    name: text,
    apiVersion: fc.constantFrom('2026-01-01', '', '[1]'),
    condition: value,
    copy: fc.record({ name: fc.constant('loop'), count: value }),
    dependsOn: fc.array(text, { maxLength: 2 }),
    properties: fc.dictionary(fc.string({ maxLength: 4 }), value, { maxKeys: 3 }),
    scope: text,
  },
  { requiredKeys: ['type', 'name', 'apiVersion'] },
);
const document = fc.record(
  {
    $schema: fc.constant('https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#'),
    contentVersion: fc.constant('1.0.0.0'),
    parameters: fc.dictionary(
      fc.constantFrom('a', 'b'),
      fc.record({ type: fc.constantFrom('string', 'int', 'array', 'nope'), defaultValue: value }),
    ),
    variables: fc.dictionary(fc.constantFrom('v', 'w', '__proto__'), value),
    resources: fc.oneof(
      fc.array(resource, { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('r', 's'), resource),
    ),
    outputs: fc.dictionary(
      fc.constantFrom('o', 'p'),
      fc.record({ type: fc.constantFrom('string', 'array'), value }),
    ),
  },
  { requiredKeys: ['$schema', 'contentVersion', 'resources'] },
);

test('every function of the list is one', () => {
  for (const name of NAMES) expect(findFunction(name).name.toLowerCase()).toBe(name.toLowerCase());
});

test('whatever a template says, it is deployed or refused with a reason', async () => {
  await fc.assert(
    fc.asyncProperty(document, async (template) => {
      try {
        const { resources, outputs } = expandTemplate({ template, parameters: {}, scope });
        for (const node of resources) await node.body(silent);
        await outputs(silent);
      } catch (error) {
        if (error instanceof Error && error.message.endsWith('was not expected')) return;
        expect(error).toBeInstanceOf(TemplateError);
      }
    }),
    { numRuns: 400 },
  );
});
