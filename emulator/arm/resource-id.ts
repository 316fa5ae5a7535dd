/** A resource id taken apart: `/subscriptions/{s}/resourceGroups/{g}/providers/{namespace}/{type}/{name}/…`. */
export type ResourceId = {
  /** With the given spelling of names. */
  id: string;
  subscriptionId: string;
  resourceGroup: string;
  namespace: string;
  /** `Microsoft.Storage/storageAccounts/fileServices`, as spelled. */
  type: string;
  /** One name per type segment. */
  names: string[];
};

const PATTERN = /^\/+subscriptions\/([^/]+)\/resourcegroups\/([^/]+)\/providers\/([^/]+)\/(.+)$/i;

/** Undefined when the text is not the id of a resource in a group. */
export function parseResourceId(text: string): ResourceId | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [, subscriptionId = '', resourceGroup = '', namespace = '', rest = ''] = match;
  const segments = rest.split('/');
  if (segments.length % 2 !== 0 || segments.includes('')) return undefined;
  const types = segments.filter((_, index) => index % 2 === 0);
  const names = segments.filter((_, index) => index % 2 === 1);
  return resourceId(subscriptionId, resourceGroup, [namespace, ...types].join('/'), names);
}

/** The id of a full type (`Microsoft.App/managedEnvironments/storages`) with a name for each of its segments. */
export function resourceId(
  subscriptionId: string,
  resourceGroup: string,
  type: string,
  names: string[],
): ResourceId {
  const [namespace = '', ...types] = type.split('/');
  const path = types.map((segment, index) => `${segment}/${names[index]}`).join('/');
  const id = `${groupId(subscriptionId, resourceGroup)}/providers/${namespace}/${path}`;
  return { id, subscriptionId, resourceGroup, namespace, type, names };
}

/** The id of a resource group, spelled as ARM answers it. */
export function groupId(subscriptionId: string, resourceGroup: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
}

/** Whether an id is below another one, or is it. */
export function isWithin(scope: string, id: string): boolean {
  return `${id.toLowerCase()}/`.startsWith(`${scope.toLowerCase()}/`);
}

/** The id of the resource that this one is nested in, or undefined for one that stands by itself. */
export function parentOf(id: ResourceId): ResourceId | undefined {
  if (id.names.length < 2) return undefined;
  const type = id.type.slice(0, id.type.lastIndexOf('/'));
  return resourceId(id.subscriptionId, id.resourceGroup, type, id.names.slice(0, -1));
}

/** Azure compares names, types and ids without regard to case. */
export function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
