import { describe, expect, test } from 'vitest';
import { expand, silent } from './testing.ts';

const definitions = {
  port: { type: 'int', minValue: 1, maxValue: 65_535 },
  alias: { $ref: '#/definitions/port', nullable: true },
  app: {
    type: 'object',
    properties: {
      name: { type: 'string', minLength: 2 },
      port: { $ref: '#/definitions/port' },
      note: { type: 'string', nullable: true },
    },
    additionalProperties: false,
  },
  pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'int' }], items: false },
  labels: { type: 'object', additionalProperties: { type: 'string' } },
  pet: {
    type: 'object',
    discriminator: {
      propertyName: 'kind',
      mapping: {
        cat: { type: 'object', properties: { kind: { type: 'string' }, lives: { type: 'int' } } },
        dog: { $ref: '#/definitions/dog' },
      },
    },
  },
  dog: { type: 'object', properties: { kind: { type: 'string' }, barks: { type: 'bool' } } },
  tree: { type: 'object', properties: { next: { $ref: '#/definitions/tree', nullable: true } } },
};
const given = (definition: string, value: unknown, more: object = {}) =>
  expand(
    {
      languageVersion: '2.0',
      definitions,
      parameters: { x: { $ref: `#/definitions/${definition}`, ...more } },
      resources: {},
    },
    { x: { value } },
  ).parameters.x;

describe('a value of a type that the template defines', () => {
  test.each([
    ['port', 80, 'Int'],
    ['alias', 80, 'Int'],
    ['app', { NAME: 'web', port: 80 }, 'Object'],
    ['app', { name: 'web', port: 80, note: null }, 'Object'],
    ['pair', ['a', 1], 'Array'],
    ['labels', { a: 'b' }, 'Object'],
    ['pet', { kind: 'cat', lives: 9 }, 'Object'],
    ['pet', { kind: 'dog', barks: true }, 'Object'],
    ['tree', { next: { next: {} } }, 'Object'],
  ])('%s may be %j', (definition, value, type) => {
    expect(given(definition, value)).toEqual({ type, value });
  });

  test.each([
    ['port', '80', "Template parameter JToken type is not valid. Expected 'Integer'. Actual 'String'."],
    ['port', 70_000, "The value should be less than or equal to '65535'."],
    [
      'app',
      { name: 'w', port: 80 },
      "'name' is not valid. Length of the value should be greater than or equal to '2'.",
    ],
    ['app', { name: 'web' }, "The property 'port' is required, and is not provided."],
    ['app', { name: 'web', port: 80, extra: 1 }, "The property 'extra' is not allowed."],
    [
      'pair',
      ['a', 'b'],
      "'[1]' is not valid. JToken type is not valid. Expected 'Integer'. Actual 'String'.",
    ],
    ['pair', ['a', 1, 2], 'more items than its type allows'],
    [
      'labels',
      { a: 1 },
      "'a' is not valid. JToken type is not valid. Expected 'String, Uri'. Actual 'Integer'.",
    ],
    ['pet', { kind: 'fish' }, "The property 'kind' must be one of 'cat', 'dog', not 'fish'."],
    ['pet', { kind: 'dog', barks: 1 }, "'barks' is not valid."],
    ['tree', { next: { next: 1 } }, "'next.next' is not valid."],
    ['missing', 1, "The type reference '#/definitions/missing' is not defined in the template"],
  ])('%s may not be %j', (definition, value, message) => {
    expect(() => given(definition, value)).toThrow(message);
  });

  test('what stands beside the reference counts more', () => {
    expect(() => given('port', 8080, { maxValue: 1024 })).toThrow("less than or equal to '1024'");
  });

  test('every item of an array may be one of the allowed values', () => {
    const parameters = { x: { type: 'array', allowedValues: ['a', 'b'] } };
    expect(expand({ parameters }, { x: { value: ['b', 'a'] } }).parameters.x?.value).toEqual(['b', 'a']);
    expect(() => expand({ parameters }, { x: { value: ['c'] } })).toThrow("allowed value(s): 'a,b'");
  });
});

test('outputs are held to their types, and all that are not are named', async () => {
  const { outputs } = expand({
    definitions,
    outputs: {
      good: { $ref: '#/definitions/port', value: '[add(40, 40)]' },
      maybe: { type: 'string', nullable: true, value: null },
      hidden: { type: 'securestring', value: 'hush' },
      skipped: { type: 'int', condition: "[equals('a', 'b')]", value: "[fail('no')]" },
      many: { type: 'array', copy: { count: 2, input: '[copyIndex()]' } },
    },
  });
  expect(await outputs(silent)).toEqual({
    good: { type: 'Int', value: 80 },
    maybe: { type: 'String', value: null },
    hidden: { type: 'SecureString', value: 'hush' },
    many: { type: 'Array', value: [0, 1] },
  });
  const failing = expand({
    outputs: {
      a: { type: 'int', value: 'x' },
      b: { type: 'string', value: 'fine' },
      c: { type: 'string', value: "[fail('broken')]" },
    },
  });
  await expect(failing.outputs(silent)).rejects.toMatchObject({
    message: expect.stringContaining("Unable to evaluate template outputs: 'a,c'."),
    details: [
      {
        target: 'a',
        message:
          "The template output 'a' is not valid: Template output JToken type is not valid. Expected 'Integer'. Actual 'String'. Please see https://aka.ms/arm-syntax-outputs for usage details..",
      },
      { target: 'c', message: "The template output 'c' is not valid: broken." },
    ],
  });
});
