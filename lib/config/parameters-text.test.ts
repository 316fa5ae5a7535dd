import { describe, expect, test } from 'vitest';
import { readParametersText, withParameterValues } from '@/lib/config/parameters-text';

const TEXT = `{
\t"parameters": {
\t\t"acaAppName":   { "value": "a", "metadata": { "note": "}\\"{" } },
\t\t"mine": { "value": 1.50 },
\t\t"token": { "reference": { "keyVault": { "id": "/v" }, "secretName": "s" } }
\t},
\t"contentVersion": "1.0.0.0"
}`;

describe('values put into a text', () => {
  test('that are its own change no character', () => {
    const read = readParametersText(TEXT);
    expect(withParameterValues(TEXT, read.ok ? read.values : {})).toBe(TEXT);
  });

  test('take the place of the old ones, and everything else stays', () => {
    expect(withParameterValues(TEXT, { acaAppName: 'b', token: null, location: null })).toBe(
      TEXT.replace('"value": "a"', '"value": "b"'),
    );
  });

  test('are laid out as the rest: indentation, line ends, byte order mark', () => {
    const windows = `\uFEFF${TEXT.replaceAll('\n', '\r\n')}`;
    expect(withParameterValues(windows, { mine: ['x'], location: 'eastus' })).toBe(
      `\uFEFF${TEXT.replace('1.50', '[\n\t\t\t"x"\n\t\t]')
        .replace('"s" } }', '"s" } },\n\t\t"location": {\n\t\t\t"value": "eastus"\n\t\t}')
        .replaceAll('\n', '\r\n')}`,
    );
  });

  test('fit a text in one line, and one without any parameter', () => {
    expect(withParameterValues('{"parameters":{"a":{"value":1}}}', { a: [2], b: true })).toBe(
      '{"parameters":{"a":{"value":[2]}, "b": {"value":true}}}',
    );
    expect(withParameterValues('{\n  "parameters": {}\n}', { a: 1 })).toBe(
      '{\n  "parameters": {\n    "a": {\n      "value": 1\n    }\n  }\n}',
    );
  });

  test('of a name that is there twice go to the last one, which is the one that counts', () => {
    const twice = '{"parameters":{"a":{"value":1},"a":{"value":2}}}';
    expect(withParameterValues(twice, { a: 3 })).toBe('{"parameters":{"a":{"value":1},"a":{"value":3}}}');
  });
});

describe('a reference to a Key Vault', () => {
  const TOKEN = '{ "reference": { "keyVault": { "id": "/v" }, "secretName": "s" } }';

  test('is told apart from a value', () => {
    expect(readParametersText(TEXT)).toEqual({
      ok: true,
      values: {
        acaAppName: 'a',
        mine: 1.5,
        token: { reference: { keyVault: { id: '/v' }, secretName: 's' } },
      },
    });
  });

  test('takes the place of a value, or gives way to one', () => {
    const text = `{"parameters":{"token":${TOKEN}}}`;
    const other = { reference: { keyVault: { id: '/w' }, secretName: 's' } };
    const asValue = withParameterValues(text, { token: 'plain' });
    expect(asValue).toBe('{"parameters":{"token":{"value":"plain"}}}');
    expect(JSON.parse(withParameterValues(asValue, { token: other }))).toEqual({
      parameters: { token: other },
    });
    expect(JSON.parse(withParameterValues(text, { token: other }))).toEqual({ parameters: { token: other } });
  });
});
