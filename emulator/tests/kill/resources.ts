import { expect, vi } from 'vitest';
import { type clientsOf, QUICK } from '../start-emulator.ts';
import { Known, type Subject, unlessMissing } from './known.ts';

type Clients = ReturnType<typeof clientsOf>;
/** A revision in the tags; undefined while it is not there. */
type Revision = string | undefined;

export const SETTLING = { timeout: 15_000, interval: 20 };

/** A resource group that comes, changes and goes. */
export function groupSubject({ resources }: Clients, random: () => number): Subject {
  const name = 'rg-killed';
  const known = new Known<Revision>(undefined);
  return {
    name,
    async step() {
      if (known.state === undefined || random() < 0.7) {
        const rev = revision(random);
        const put = () =>
          resources.resourceGroups.createOrUpdate(name, { location: 'eastus', tags: { rev } });
        return known.change(rev, put);
      }
      const deletion = resources.resourceGroups.delete(name, QUICK);
      await known.change(undefined, () => deletion.submitted());
      await deletion.pollUntilDone();
    },
    async check() {
      const found = await vi.waitFor(async () => {
        const group = await unlessMissing(resources.resourceGroups.get(name));
        expect(group?.properties?.provisioningState ?? 'Succeeded').toBe('Succeeded');
        return group;
      }, SETTLING);
      known.settle(found?.tags?.rev);
    },
  };
}

/** A storage account that comes, changes and goes. */
export function accountSubject({ storage }: Clients, group: string, random: () => number): Subject {
  const name = 'killedaccount';
  const known = new Known<Revision>(undefined);
  const sku = { name: 'Standard_LRS' };
  return {
    name,
    async step() {
      if (known.state === undefined || random() < 0.7) {
        const rev = revision(random);
        const account = { sku, kind: 'StorageV2', location: 'eastus', tags: { rev } };
        return known.change(rev, () => storage.storageAccounts.create(group, name, account, QUICK));
      }
      return known.change(undefined, () => storage.storageAccounts.delete(group, name));
    },
    async check() {
      const found = await vi.waitFor(async () => {
        const account = await unlessMissing(storage.storageAccounts.getProperties(group, name));
        expect(account?.provisioningState ?? 'Succeeded').toBe('Succeeded');
        return account;
      }, SETTLING);
      known.settle(found?.tags?.rev);
    },
  };
}

/** A deployment of an account with a share, again and again under one name. */
export function deploymentSubject(
  { deployments, storage }: Clients,
  group: string,
  random: () => number,
): Subject {
  const name = 'killed-deployment';
  const account = 'killeddeployed';
  const known = new Known<Revision>(undefined);
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { rev: { type: 'string' } },
    resources: [
      {
        type: 'Microsoft.Storage/storageAccounts',
        apiVersion: '2023-01-01',
        name: account,
        location: 'eastus',
        sku: { name: 'Standard_LRS' },
        kind: 'StorageV2',
        tags: { rev: "[parameters('rev')]" },
      },
      {
        type: 'Microsoft.Storage/storageAccounts/fileServices/shares',
        apiVersion: '2023-01-01',
        name: `${account}/default/share`,
        dependsOn: [`[resourceId('Microsoft.Storage/storageAccounts', '${account}')]`],
      },
    ],
  };
  return {
    name,
    async step() {
      const rev = revision(random);
      const poller = deployments.deployments.createOrUpdate(
        group,
        name,
        { properties: { mode: 'Incremental', template, parameters: { rev: { value: rev } } } },
        QUICK,
      );
      await known.change(rev, () => poller.submitted());
      await poller.pollUntilDone();
    },
    async check() {
      const found = await vi.waitFor(async () => {
        const deployment = await unlessMissing(deployments.deployments.get(group, name));
        expect(deployment?.properties?.provisioningState ?? 'Succeeded').toBe('Succeeded');
        return deployment;
      }, SETTLING);
      const rev: unknown = found?.properties?.parameters?.rev?.value;
      known.settle(rev === undefined ? undefined : String(rev));
      if (!found) return;
      expect((await storage.storageAccounts.getProperties(group, account)).tags).toEqual({ rev });
      await storage.fileShares.get(group, account, 'share');
    },
  };
}

export function revision(random: () => number): string {
  return `r${random().toString(36).slice(2, 10)}`;
}
