import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createQueryApp } from '../analytics/query-app.ts';
import { createArmApp } from '../arm/arm-app.ts';
import { createContext } from '../emulator.ts';
import { OPERATIONS, REFUSED } from '../files/operation-table.ts';
import { createIdentityApp } from '../identity/identity-app.ts';
import { createPricesApp } from '../prices/prices-app.ts';
import { openState } from '../state/state.ts';
import { GROUP, QUICK, SUBSCRIPTION, startEmulator, type TestEmulator } from '../tests/start-emulator.ts';
import { analyticsAreas } from './analytics-areas.ts';
import type { Area } from './area.ts';
import { filesAreas } from './files-areas.ts';
import { identityAreas } from './identity-areas.ts';
import { pricesAreas } from './prices-areas.ts';
import { providerAreas } from './provider-areas.ts';
import { withSections } from './readme-sections.ts';
import { resourceAreas } from './resource-areas.ts';

/** An account and a share have it, too. */
const ANY_NAME = 'default';
const README = fileURLToPath(new URL('../README.md', import.meta.url));
const MATRIX_IS_WRITTEN_BY = 'vitest run --update --project unit emulator/support';

const armAreas = [...resourceAreas, ...providerAreas];
const supportedBy = (areas: readonly Area[]) => areas.flatMap(({ supported }) => Object.values(supported));
const refusedBy = (areas: readonly Area[]) => areas.flatMap(({ refused = {} }) => Object.values(refused));

let azure: TestEmulator;
let arm: Hono;
let identity: Hono;
let queries: Hono;
beforeAll(async () => {
  azure = await startEmulator();
  const account = { sku: { name: 'Standard_LRS' }, kind: 'StorageV2', location: 'eastus' };
  await azure.storage.storageAccounts.create(GROUP, ANY_NAME, account, QUICK);
  await azure.storage.fileShares.create(GROUP, ANY_NAME, ANY_NAME, {});
  const folder = join(azure.dataDir, 'unused');
  const options = { dataDir: folder, imagesDir: folder, port: 0, pace: 0 };
  const context = createContext(options, openState(folder), 0);
  arm = createArmApp(context);
  identity = createIdentityApp(context);
  queries = createQueryApp(context);
});
afterAll(() => azure.close());

describe('the control plane', () => {
  test('has a route for every operation of the matrix', () => {
    const routes = routesOf(arm);
    expect(supportedBy(armAreas).filter((operation) => !routes.has(asRouted(operation)))).toEqual([]);
  });

  test('has no route that the matrix does not know', () => {
    const known = new Set([...supportedBy(armAreas), ...refusedBy(armAreas)]);
    expect([...routesOf(arm)].filter((route) => !known.has(route))).toEqual([]);
  });

  test('refuses by name what the matrix says it refuses', async () => {
    for (const operation of refusedBy(armAreas)) {
      const [method = '', template = ''] = operation.split(' ');
      const names = [SUBSCRIPTION, GROUP];
      const path = template.replaceAll('{}', () => names.shift() ?? ANY_NAME);
      const response = await fetch(`${azure.url()}${path}?api-version=${versionOf(path)}`, { method });
      const { error } = await response.json();
      expect([operation, response.status, error.code]).toEqual([
        operation,
        501,
        'NotImplementedByLocalAzure',
      ]);
    }
  });
});

test('sign-in has a route for every operation of the matrix, and no other', () => {
  const routes = routesOf(identity);
  const known = supportedBy(identityAreas);
  expect(known.filter((operation) => !routes.has(operation))).toEqual([]);
  // Where tokens are posted to, the other verbs have an answer of their own, which is a refusal.
  const refusal = /^(GET|PUT|DELETE) .*\/oauth2(\/v2\.0)?\/token$/;
  expect([...routes].filter((route) => !known.includes(route) && !refusal.test(route))).toEqual([]);
});

test('the price feed has a route for every operation of the matrix, and no other', () => {
  expect([...routesOf(createPricesApp())]).toEqual(supportedBy(pricesAreas));
});

test('the query service has a route for every operation of the matrix, and no other', () => {
  expect([...routesOf(queries)]).toEqual(supportedBy(analyticsAreas));
});

test('the files service does what the matrix says, and refuses the rest', () => {
  // HEAD answers what GET does, without the body; of a file GET is its content.
  const isTwice = (name: string) =>
    Object.hasOwn(OPERATIONS, name.replace('HEAD', 'GET')) && name !== 'HEAD file';
  const done = Object.keys(OPERATIONS).filter((name) => !(name.startsWith('HEAD') && isTwice(name)));
  const told = [...supportedBy(filesAreas), ...refusedBy(filesAreas)];
  expect(told.sort()).toEqual([...done, ...REFUSED].sort());
  expect(REFUSED.filter((name) => !refusedBy(filesAreas).includes(name))).toEqual([]);
});

test(`the README tells all of it, as "${MATRIX_IS_WRITTEN_BY}" writes it`, async () => {
  await expect(withSections(await readFile(README, 'utf8'))).toMatchFileSnapshot(README);
});

/** Method and path of every route, names left out; those of all resources alike as one. */
function routesOf(app: Hono): Set<string> {
  const routes = app.routes.filter(({ method }) => method !== 'ALL');
  return new Set(
    routes.map(
      ({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, '{}').replace(ABOUT_A_SCOPE, '{scope}$1')}`,
    ),
  );
}

const ABOUT_A_SCOPE = /^.+(\/providers\/microsoft\.(?:resources\/tags|authorization\/permissions))/;

/** A HEAD is routed as the GET of its path. */
function asRouted(operation: string): string {
  return operation.replace(/^HEAD/, 'GET');
}

function versionOf(path: string): string {
  if (path.includes('microsoft.app')) return '2026-07-01';
  if (path.includes('microsoft.storage')) return '2026-09-01';
  if (path.includes('microsoft.operationalinsights')) return '2025-07-01';
  return path.includes('microsoft.authorization') ? '2022-04-01' : '2025-04-01';
}
