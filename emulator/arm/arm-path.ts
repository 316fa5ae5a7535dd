const ARM = 'Microsoft.Resources';
/** What is asked about a provider is ARM's own to answer, not the provider's. */
const ABOUT_PROVIDERS = ['register', 'unregister', 'resourcetypes', 'providerpermissions'];

export type ArmPath = {
  /** In the one spelling that routes are written in: keys, namespaces and types lower case, slashes single. */
  canonical: string;
  /** The group that it lies in, as spelled. */
  resourceGroup?: string;
  /** The provider that it names, as spelled; the last one where a resource extends another. */
  provider?: string;
  /** Who answers: that provider, or ARM itself. */
  namespace: string;
  /** `storageAccounts/fileServices`, as spelled; an action's name counts as a type. */
  type: string;
};

/**
 * Reads a request path. ARM paths alternate between keys and names; after `providers` comes a namespace, then types
 * and names alternate again.
 */
export function readArmPath(pathname: string): ArmPath {
  const segments = pathname.split('/').filter((segment) => segment !== '');
  const canonical: string[] = [];
  let types: string[] = [];
  let provider: string | undefined;
  let atKey = true;
  for (const [index, segment] of segments.entries()) {
    const lower = segment.toLowerCase();
    if (!atKey && canonical[index - 1] === 'providers') {
      provider = segment;
      types = [];
      canonical.push(lower);
      atKey = true;
      continue;
    }
    if (atKey) types.push(segment);
    // What is behind `/metadata` is one address, and nobody's name.
    canonical.push(atKey || canonical[0] === 'metadata' ? lower : segment);
    atKey = !atKey;
  }
  const type = types.join('/');
  const isAboutProvider = type === '' || ABOUT_PROVIDERS.includes(type.toLowerCase());
  return {
    canonical: `/${canonical.join('/')}`,
    ...(canonical[2] === 'resourcegroups' && { resourceGroup: segments[3] }),
    ...(provider !== undefined && { provider }),
    namespace: provider === undefined || isAboutProvider ? ARM : provider,
    type,
  };
}
