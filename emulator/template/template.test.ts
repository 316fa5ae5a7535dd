import { describe, expect, test } from 'vitest';
import { APP, app, bodies, expand, idOf, STORAGE, silent, storage } from './testing.ts';

describe('resources', () => {
  test('children get full types, names and ids, nested or not', () => {
    const { resources } = expand({
      resources: [
        storage('acct', { resources: [{ type: 'fileServices', name: 'default', apiVersion: '2023-01-01' }] }),
        { type: `${STORAGE}/fileServices/shares`, apiVersion: '2023-01-01', name: 'acct/default/share' },
      ],
    });
    expect(resources.map(({ id, type, name }) => ({ id, type, name }))).toEqual([
      { id: idOf(`${STORAGE}/acct`), type: STORAGE, name: 'acct' },
      {
        id: idOf(`${STORAGE}/acct/fileServices/default`),
        type: `${STORAGE}/fileServices`,
        name: 'acct/default',
      },
      {
        id: idOf(`${STORAGE}/acct/fileServices/default/shares/share`),
        type: `${STORAGE}/fileServices/shares`,
        name: 'acct/default/share',
      },
    ]);
  });

  test('the body is what the provider gets: resolved, nulls kept, template words removed', async () => {
    const template = expand({
      resources: [
        app('a', {
          location: '[resourceGroup().location]',
          tags: { "[concat('k', '1')]": 'v' },
          condition: true,
          comments: 'not sent',
          dependsOn: [],
          properties: {
            nothing: null,
            copy: [{ name: 'ports', count: 2, input: "[add(80, copyIndex('ports'))]" }],
          },
        }),
      ],
    });
    expect(await bodies(template)).toEqual([
      { location: 'eastus', tags: { k1: 'v' }, properties: { nothing: null, ports: [80, 81] } },
    ]);
  });

  test('a loop makes one resource per turn, and its name stands for all of them', () => {
    const { resources } = expand({
      resources: [
        storage("[format('acct{0}', copyIndex())]", { copy: { name: 'accounts', count: 2 } }),
        app('a', { dependsOn: ['accounts'] }),
      ],
    });
    expect(resources.map((resource) => resource.name)).toEqual(['acct0', 'acct1', 'a']);
    expect(resources[2]?.dependsOn).toEqual([idOf(`${STORAGE}/acct0`), idOf(`${STORAGE}/acct1`)]);
  });

  test('a serial loop waits batch by batch', () => {
    const { resources } = expand({
      resources: [
        storage("[format('acct{0}', copyIndex())]", {
          copy: { name: 'accounts', count: 3, mode: 'Serial', batchSize: 2 },
        }),
      ],
    });
    const [first, second] = resources;
    expect(resources.map((resource) => resource.dependsOn)).toEqual([[], [], [first?.id, second?.id]]);
  });

  test('a resource whose condition is false is not enabled, and nothing waits for it', () => {
    const { resources } = expand({
      resources: [storage('acct', { condition: '[equals(1, 2)]' }), app('a', { dependsOn: ['acct'] })],
    });
    expect(resources.map(({ enabled, dependsOn }) => ({ enabled, dependsOn }))).toEqual([
      { enabled: false, dependsOn: [] },
      { enabled: true, dependsOn: [] },
    ]);
  });

  test('dependsOn takes a name, a type with name, and an id', () => {
    const { resources } = expand({
      resources: [
        storage('acct'),
        app('a', { dependsOn: ['acct'] }),
        app('b', { dependsOn: [`${STORAGE}/acct`] }),
        app('c', { dependsOn: [`[resourceId('${STORAGE}', 'ACCT')]`] }),
      ],
    });
    for (const resource of resources.slice(1)) expect(resource.dependsOn).toEqual([idOf(`${STORAGE}/acct`)]);
  });

  test.each([
    [[app('a', { dependsOn: ['missing'] })], "The resource 'missing' is not defined in the template"],
    [[app('a'), app('A')], 'is defined multiple times in a template'],
    [[app('a/b')], 'incorrect segment lengths'],
    [
      [app("[frob('x')]")],
      "The template resource '[frob('x')]' at line '0' and column '0' is not valid: The template function 'frob' is not valid",
    ],
    [[app("[reference('b').x]"), app('b')], "'reference' is not expected at this location"],
    [[app('a', { scope: 'x' })], "does not support the property 'scope'"],
    [[app('a', { copy: { name: 'l', count: -1 } })], "copy count of the loop 'l' must be an integer"],
  ])('a wrong declaration is refused (%#)', (resources, message) => {
    expect(() => expand({ resources })).toThrow(message);
  });

  test('a circle of dependencies is refused and named', () => {
    const resources = [
      app('a', { dependsOn: ['b'] }),
      app('b', { dependsOn: ['c'] }),
      app('c', { properties: { x: "[reference('a').y]" } }),
    ];
    expect(() => expand({ resources })).toThrow(
      `Circular dependency detected on resource: '${idOf(`${APP}/a`)}'.`,
    );
    expect(() => expand({ resources: [app('a', { tags: { x: "[reference('a').y]" } })] })).toThrow(
      `Circular dependency detected on resource: '${idOf(`${APP}/a`)}'.`,
    );
  });

  test('a diamond of dependencies is no circle', () => {
    const resources = [
      app('a', { dependsOn: ['b', 'c'] }),
      app('b', { dependsOn: ['d'] }),
      app('c', { dependsOn: ['d'] }),
      app('d'),
    ];
    expect(expand({ resources }).resources).toHaveLength(4);
  });
});

describe('symbolic names', () => {
  test('are depended on and referred to; an existing resource is not deployed', async () => {
    const template = expand({
      languageVersion: '2.0',
      resources: {
        acct: { ...storage('acct'), existing: true },
        env: app('env'),
        main: app('main', { dependsOn: ['env'], properties: { kind: "[reference('acct').kind]" } }),
      },
    });
    expect(template.resources.map((resource) => resource.name)).toEqual(['env', 'main']);
    expect(template.resources[1]?.dependsOn).toEqual([idOf(`${APP}/env`)]);
    const [, main] = await bodies(template, {
      ...silent,
      reference: async (id) => ({ kind: `kind of ${id}` }),
    });
    expect(main?.properties).toEqual({ kind: `kind of ${idOf(`${STORAGE}/acct`)}` });
  });
});

test('a turn of a loop with a symbolic name can be named alone', () => {
  const { resources } = expand({
    resources: {
      accounts: storage("[format('acct{0}', copyIndex())]", { copy: { name: 'loop', count: 2 } }),
      one: app('one', { dependsOn: ["[format('accounts[{0}]', 1)]"] }),
      all: app('all', { dependsOn: ['accounts'] }),
    },
  });
  expect(resources[2]?.dependsOn).toEqual([idOf(`${STORAGE}/acct1`)]);
  expect(resources[3]?.dependsOn).toHaveLength(2);
});

test.each([
  [{ resources: 'none' }, "Path 'properties.template.resources'"],
  [{ imports: { x: {} } }, "The template section 'imports' is not supported"],
  [{ outputs: { a: { type: 'float', value: 1 } } }, undefined],
])('a document that is no template is refused (%#)', async (document, message) => {
  if (message) expect(() => expand(document)).toThrow(message);
  else await expect(expand(document).outputs(silent)).rejects.toThrow("The type 'float' is not valid");
});
