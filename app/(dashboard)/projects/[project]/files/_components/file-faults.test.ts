import { expect, it } from 'vitest';
import { faultsOf } from './file-faults';

const PARAMETERS = 'infra/provision/inference.parameters.json';

it.each([
  ['inference/model.json', '{ "a": 1 }', []],
  ['inference/model.json', '\uFEFF{ "a": 1 }', []],
  ['inference/model.JSON', '{\n  "a": 1,\n}', [{ kind: 'not-json', line: 2 }]],
  ['inference/model.json', '', [{ kind: 'not-json', line: 1 }]],
  ['inference/app.py', '{', []],
  [PARAMETERS, '{\n"parameters": {', [{ kind: 'not-json', line: 2 }]],
  [
    PARAMETERS,
    '{ "parameters": { "defaultCommands": { "value": ["ls"] }, "maximumInstanceCount": { "value": 1 } } }',
    [],
  ],
])('finds what is wrong with %s: %j', (path, text, faults) => {
  expect(faultsOf(path, text)).toEqual(faults);
});

it('names the parameter, and the line that it stands in', () => {
  const text =
    '{\n"parameters": {\n"defaultCommands": { "value": ["ls"] },\n"maximumInstanceCount": { "value": 0 }\n} }';
  expect(faultsOf(PARAMETERS, text)).toMatchObject([
    { kind: 'parameter', name: 'maximumInstanceCount', line: 4 },
  ]);
  expect(faultsOf(PARAMETERS, '{\n"parameters": {\n"acaAppName": 1\n} }')).toMatchObject([
    { kind: 'not-parameters', where: 'parameters.acaAppName', line: 3 },
  ]);
});
