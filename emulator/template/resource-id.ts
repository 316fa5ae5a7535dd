/** `{scope}/providers/{namespace}/{type}/{name}/{type}/{name}…` of a full type and one name per type segment. */
export function joinResourceId(scope: string, type: string, names: string[]): string {
  const [namespace, ...types] = type.split('/');
  const path = types.map((segment, index) => `${segment}/${names[index]}`).join('/');
  return `${scope}/providers/${namespace}/${path}`;
}

/** Full type and names of an id; undefined when the text is not a resource id. */
export function parseResourceId(id: string): { type: string; names: string[] } | undefined {
  const at = id.toLowerCase().lastIndexOf('/providers/');
  if (!id.startsWith('/') || at < 0) return undefined;
  const [namespace, ...rest] = id.slice(at + '/providers/'.length).split('/');
  if (!namespace || rest.length < 2 || rest.length % 2 !== 0) return undefined;
  const types = rest.filter((_, index) => index % 2 === 0);
  return { type: [namespace, ...types].join('/'), names: rest.filter((_, index) => index % 2 === 1) };
}
