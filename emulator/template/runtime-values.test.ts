import { describe, expect, test } from 'vitest';
import type { Runtime } from './contract.ts';
import { APP, app, bodies, expand, idOf, STORAGE, silent, storage } from './testing.ts';

describe('what only a deployed resource can tell', () => {
  const template = () =>
    expand({
      resources: [
        storage('acct'),
        app('a', {
          properties: {
            key: `[listKeys(resourceId('${STORAGE}', 'acct'), '2022-09-01').keys[0].value]`,
            again: `[listKeys(resourceId('${STORAGE}', 'acct'), '2022-09-01').keys[1].value]`,
            loop: { copy: [{ name: 'x', count: 1, input: "[reference(concat('ac', 'ct')).endpoint]" }] },
          },
        }),
      ],
      outputs: {
        fqdn: { type: 'string', value: `[reference(resourceId('${APP}', 'a')).ingress.fqdn]` },
        where: { type: 'string', value: "[reference('acct', '2023-01-01', 'full').location]" },
        hidden: { type: 'string', condition: false, value: "[reference('nobody').x]" },
        many: { type: 'array', copy: { count: 2, input: '[copyIndex()]' } },
      },
    });

  test('is a dependency even when dependsOn does not say so', () => {
    expect(template().resources[1]?.dependsOn).toEqual([idOf(`${STORAGE}/acct`)]);
  });

  test('is asked once per thing, with the version of the call or of the resource', async () => {
    const asked: unknown[] = [];
    const runtime: Runtime = {
      reference: async (...args) => {
        asked.push(args);
        return { endpoint: 'e', location: 'eastus', ingress: { fqdn: 'f' } };
      },
      list: async (...args) => {
        asked.push(args);
        return { keys: [{ value: 'k0' }, { value: 'k1' }] };
      },
    };
    const [, body] = await bodies(template(), runtime);
    expect(body?.properties).toEqual({ key: 'k0', again: 'k1', loop: { x: ['e'] } });
    expect(asked).toEqual([
      ['listKeys', idOf(`${STORAGE}/acct`), '2022-09-01', undefined],
      [idOf(`${STORAGE}/acct`), '2023-01-01', false],
    ]);

    expect(await template().outputs(runtime)).toEqual({
      fqdn: { type: 'String', value: 'f' },
      where: { type: 'String', value: 'eastus' },
      many: { type: 'Array', value: [0, 1] },
    });
    expect(asked.slice(2)).toEqual([
      [idOf(`${APP}/a`), '2023-11-02-preview', false],
      [idOf(`${STORAGE}/acct`), '2023-01-01', true],
    ]);
  });

  test('a property that it does not have is an error that says where', async () => {
    const [, body] = template().resources;
    const runtime: Runtime = { reference: async () => ({}), list: async () => ({ keys: [{ value: 'k' }] }) };
    await expect(body?.body(runtime)).rejects.toMatchObject({
      code: 'InvalidTemplate',
      message: expect.stringContaining(
        `for resource '${idOf(`${APP}/a`)}' at line '0' and column '0'. 'The language expression property array index '1'`,
      ),
    });
  });

  test('a failure of the resource itself passes through unchanged', async () => {
    const failure = new Error('gone');
    const runtime: Runtime = { ...silent, list: () => Promise.reject(failure) };
    await expect(template().resources[1]?.body(runtime)).rejects.toBe(failure);
  });
});
