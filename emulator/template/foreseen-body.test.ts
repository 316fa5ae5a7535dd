import { expect, test } from 'vitest';
import { type Runtime, Unanswerable } from './contract.ts';
import { expand, silent } from './testing.ts';

const ACCOUNT = "resourceId('Microsoft.Storage/storageAccounts', 'acct')";
const [node] = expand({
  resources: [
    {
      type: 'Microsoft.App/containerApps',
      apiVersion: '2026-01-01',
      name: 'app',
      tags: {
        plain: "[concat('a', 'b')]",
        known: `[reference(${ACCOUNT}, '2023-01-01').state]`,
        unknown: `[concat('x', listKeys(${ACCOUNT}, '2023-01-01').keys[0].value)]`,
        chosen: `[if(true(), 'first', listKeys(${ACCOUNT}, '2023-01-01').keys[0].value)]`,
      },
    },
  ],
}).resources;

const runtime: Runtime = {
  ...silent,
  reference: () => Promise.resolve({ state: 'ready' }),
  list: () => Promise.reject(new Unanswerable()),
};

test('an expression whose answer cannot be foreseen stays as it is written, every other is evaluated', async () => {
  expect(await node?.foreseenBody(runtime)).toEqual({
    tags: {
      plain: 'ab',
      known: 'ready',
      unknown: `[concat('x', listKeys(${ACCOUNT}, '2023-01-01').keys[0].value)]`,
      chosen: 'first',
    },
  });
});

test('what a deployment itself writes is never left unanswered', async () => {
  await expect(node?.body(runtime)).rejects.toThrow(Unanswerable);
});
