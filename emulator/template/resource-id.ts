const RESOURCE_GROUP = 'microsoft.resources/resourcegroups';
const RESOURCE_ID =
  /^\/(?:[^/]+\/)*providers\/[^/]+(?:\/[^/]+\/[^/]+)+$|^\/subscriptions\/[^/]+(?:\/resourcegroups\/[^/]+)?$/i;

/** `{scope}/providers/{namespace}/{type}/{name}/{type}/{name}…` of a full type and one name per type segment. */
export function joinResourceId(scope: string, type: string, names: string[]): string {
  // The one type whose id does not tell its provider.
  if (type.toLowerCase() === RESOURCE_GROUP) return `${scope}/resourceGroups/${names[0]}`;
  const [namespace, ...types] = type.split('/');
  const path = types.map((segment, index) => `${segment}/${names[index]}`).join('/');
  return `${scope}/providers/${namespace}/${path}`;
}

/** Whether a text has the form of an id, of a resource, group or subscription. */
export function isResourceId(text: string): boolean {
  return RESOURCE_ID.test(text);
}
