import { expect, test } from 'vitest';
import { readArmPath } from './arm-path.ts';

test.each([
  [
    '/Subscriptions/S/ResourceGroups/My-Group',
    '/subscriptions/S/resourcegroups/My-Group',
    'Microsoft.Resources',
  ],
  ['//subscriptions/s//resourceGroups/g/', '/subscriptions/s/resourcegroups/g', 'Microsoft.Resources'],
  [
    '/subscriptions/s/resourcegroups/g/providers/Microsoft.App//containerApps/App',
    '/subscriptions/s/resourcegroups/g/providers/microsoft.app/containerapps/App',
    'Microsoft.App',
  ],
  [
    '/subscriptions/s/providers/Microsoft.App/register',
    '/subscriptions/s/providers/microsoft.app/register',
    'Microsoft.Resources',
  ],
  [
    '/subscriptions/s/providers/Microsoft.App',
    '/subscriptions/s/providers/microsoft.app',
    'Microsoft.Resources',
  ],
  [
    '/subscriptions/s/resourceGroups/providers/providers/Microsoft.Storage/storageAccounts/Providers',
    '/subscriptions/s/resourcegroups/providers/providers/microsoft.storage/storageaccounts/Providers',
    'Microsoft.Storage',
  ],
  [
    '/subscriptions/s/resourceGroups/g/providers/Microsoft.App/jobs/j/providers/Microsoft.Authorization/locks/l',
    '/subscriptions/s/resourcegroups/g/providers/microsoft.app/jobs/j/providers/microsoft.authorization/locks/l',
    'Microsoft.Authorization',
  ],
  ['/', '/', 'Microsoft.Resources'],
])('%s is read as %s', (path, canonical, namespace) => {
  expect(readArmPath(path)).toMatchObject({ canonical, namespace });
});

test('types are told as they are spelled, names left out', () => {
  expect(
    readArmPath(
      '/subscriptions/s/resourceGroups/Gr/providers/Microsoft.Storage/storageAccounts/a/fileServices/default',
    ),
  ).toMatchObject({
    type: 'storageAccounts/fileServices',
    resourceGroup: 'Gr',
    provider: 'Microsoft.Storage',
  });
});
