import { describe, expect, test } from 'vitest';
import { expand, silent } from './testing.ts';

describe('parameters', () => {
  const declared = {
    size: { type: 'INT', defaultValue: 3, minValue: 1, maxValue: 5 },
    name: { type: 'string', defaultValue: "[concat('n', parameters('size'))]", maxLength: 4 },
    tier: { type: 'string', defaultValue: 'a', allowedValues: ['a', 'b'] },
    secret: { type: 'secureString', defaultValue: 'hush' },
    maybe: { type: 'object', nullable: true },
  };

  test('defaults may use one another, and secure values are not repeated', () => {
    const { parameters } = expand({ parameters: declared }, { SIZE: { value: 5 } });
    expect(parameters).toEqual({
      size: { type: 'Int', value: 5 },
      name: { type: 'String', value: 'n5' },
      tier: { type: 'String', value: 'a' },
      secret: { type: 'SecureString', value: undefined },
      maybe: { type: 'Object', value: null },
    });
  });

  test('text that was supplied is never taken for an expression', () => {
    const { parameters } = expand({ parameters: { a: { type: 'string' } } }, { a: { value: '[x()]' } });
    expect(parameters.a?.value).toBe('[x()]');
  });

  test.each([
    [
      { size: { value: null } },
      'InvalidDeploymentParameterValue',
      "The value of deployment parameter 'size' is null.",
    ],
    [
      { size: { value: '3' } },
      'InvalidTemplate',
      "Template parameter JToken type is not valid. Expected 'Integer'. Actual 'String'.",
    ],
    [{ size: { value: 9 } }, 'InvalidTemplate', "less than or equal to '5'"],
    [{ size: { value: 0 } }, 'InvalidTemplate', "greater than or equal to '1'"],
    [
      { name: { value: 'toolong' } },
      'InvalidTemplate',
      "Length of the value should be less than or equal to '4'",
    ],
    [{ tier: { value: 'c' } }, 'InvalidTemplate', "not part of the allowed value(s): 'a,b'"],
    [
      { nope: { value: 1 } },
      'InvalidTemplate',
      "do not correspond to any parameters defined in the template: 'nope'",
    ],
  ])('%j is refused', (supplied, code, message) => {
    expect(() => expand({ parameters: declared }, supplied)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
  });

  test('a missing value is named', () => {
    expect(() => expand({ parameters: { a: { type: 'string' } } })).toThrow(
      "The value for the template parameter 'a' at line '0' and column '0' is not provided",
    );
  });

  test('the time of the deployment can be a default', () => {
    const { parameters } = expand({
      parameters: {
        now: { type: 'string', defaultValue: '[utcNow()]' },
        day: { type: 'string', defaultValue: "[utcNow('yyyy-MM-dd')]" },
      },
    });
    expect(parameters.now?.value).toBe('20260304T050607Z');
    expect(parameters.day?.value).toBe('2026-03-04');
  });
});

describe('variables', () => {
  test('refer to one another in any order, and unroll copies', async () => {
    const { outputs } = expand({
      variables: {
        b: "[concat(variables('a'), 'b')]",
        a: 'a',
        copy: [{ name: 'list', count: 2, input: "[format('{0}{1}', variables('b'), copyIndex('list', 1))]" }],
        nested: { copy: [{ name: 'items', count: 1, input: { n: "[copyIndex('items')]" } }], kept: null },
      },
      outputs: {
        list: { type: 'array', value: "[variables('list')]" },
        nested: { type: 'object', value: "[variables('nested')]" },
      },
    });
    expect(await outputs(silent)).toEqual({
      list: { type: 'Array', value: ['ab1', 'ab2'] },
      nested: { type: 'Object', value: { items: [{ n: 0 }], kept: null } },
    });
  });

  test('a circle, an unknown name and a reference() are refused', () => {
    expect(() => expand({ variables: { a: "[variables('b')]", b: "[variables('a')]" } })).toThrow(
      "Circular dependency detected on the template variables 'a' -> 'b' -> 'a'",
    );
    expect(() => expand({ variables: { a: "[variables('x')]" } })).toThrow("variable 'x' is not found");
    expect(() => expand({ variables: { a: "[reference('x').y]" } })).toThrow(
      "The template function 'reference' is not expected at this location",
    );
  });
});
