import 'server-only';
import { listEnvironmentStorages, listPlacedApps } from '@/lib/azure/group-contents';
import { leave, type TeardownItem, type Verdict } from '@/lib/provisioning/teardown/verdict';

const ENVIRONMENT = 'microsoft.app/managedenvironments';
const STORAGE = `${ENVIRONMENT}/storages`;
const WORKSPACE = 'microsoft.operationalinsights/workspaces';
const ACCOUNT = 'microsoft.storage/storageaccounts';
const SHARE = `${ACCOUNT}/fileservices/shares`;

type Used = {
  environment: string;
  prefix: string;
  apps: string[];
  mounted: { account: string; share: string }[];
};

/**
 * Leaves an environment in which apps run that stay, and what they need of what was made with it: its storages, the shares
 * that these point to, the account of those, and the workspace that it logs to. Throws the errors of Azure.
 */
export async function sparingApps(verdicts: readonly Verdict[], signal?: AbortSignal): Promise<Verdict[]> {
  const going = verdicts.filter(({ fate }) => fate === 'remove').map(({ item }) => item);
  const environments = going.filter((item) => typeOf(item) === ENVIRONMENT);
  const used: Used[] = [];
  for (const environment of environments) {
    const found = await findUse(environment, going, signal);
    if (found.apps.length > 0) used.push(found);
  }
  if (used.length === 0) return [...verdicts];
  return verdicts.map((verdict) => {
    const reason = verdict.fate === 'remove' ? reasonToStay(verdict.item, used) : undefined;
    return reason === undefined ? verdict : leave(verdict.item, reason);
  });
}

async function findUse(
  environment: TeardownItem,
  going: readonly TeardownItem[],
  signal?: AbortSignal,
): Promise<Used> {
  const id = environment.id.toLowerCase();
  const [, , subscriptionId = '', , resourceGroup = ''] = id.split('/');
  const removed = new Set(going.map((item) => item.id.toLowerCase()));
  const placed = await listPlacedApps(subscriptionId, signal);
  const staying = placed.filter(
    (app) => app.environmentId.toLowerCase() === id && !removed.has(app.id.toLowerCase()),
  );
  const at = { subscriptionId, resourceGroup };
  const storages = staying.length > 0 ? await listEnvironmentStorages(at, environment.name, signal) : [];
  return {
    environment: environment.name,
    prefix: id,
    apps: staying.map(({ name }) => name),
    mounted: storages.map(({ accountName, shareName }) => ({
      account: accountName.toLowerCase(),
      share: shareName.toLowerCase(),
    })),
  };
}

function reasonToStay(item: TeardownItem, used: readonly Used[]): string | undefined {
  const id = item.id.toLowerCase();
  const by = used.find(({ prefix, mounted }) => {
    switch (typeOf(item)) {
      case ENVIRONMENT:
        return id === prefix;
      case STORAGE:
        return id.startsWith(`${prefix}/`);
      case WORKSPACE:
        // Azure does not say by name where an environment logs to; one of the same group is taken for it.
        return groupOf(id) === groupOf(prefix);
      case ACCOUNT:
        return mounted.some(({ account }) => id.endsWith(`/${account}`));
      case SHARE:
        return mounted.some(({ account, share }) =>
          id.endsWith(`/${account}/fileservices/default/shares/${share}`),
        );
      default:
        return false;
    }
  });
  if (!by) return undefined;
  const apps = by.apps.join(', ');
  return typeOf(item) === ENVIRONMENT
    ? `Apps run in it that this teardown does not delete (${apps}).`
    : `The environment ${by.environment} stays for apps that this teardown does not delete (${apps}), and may need it.`;
}

const typeOf = ({ resourceType }: TeardownItem) => resourceType.toLowerCase();
const groupOf = (id: string) => id.split('/providers/')[0];
