import 'server-only';

/** What must go before what: an environment goes when its apps are gone, an account when nothing mounts its shares. */
const ORDER = [
  'microsoft.app/containerapps',
  'microsoft.app/managedenvironments/storages',
  'microsoft.app/managedenvironments',
  'microsoft.operationalinsights/workspaces',
  'microsoft.storage/storageaccounts/fileservices/shares',
  'microsoft.storage/storageaccounts',
];

/** The resources in the order in which they can be deleted; kinds that are not known here come last. */
export function inOrder<T extends { id: string; resourceType: string }>(resources: readonly T[]): T[] {
  const rank = ({ resourceType }: T) => {
    const index = ORDER.indexOf(resourceType.toLowerCase());
    return index < 0 ? ORDER.length : index;
  };
  return resources.toSorted((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id));
}
