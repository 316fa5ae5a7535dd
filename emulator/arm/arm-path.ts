const ARM = 'microsoft.resources';
/** What is asked about a provider is ARM's own to answer, not the provider's. */
const PROVIDER = /\/providers\/([^/]+)\/(?!register$|unregister$|resourcetypes$)/;

/**
 * A request path in the one spelling that routes are written in: keys, namespaces and types lower case, names as
 * they came, doubled slashes single. ARM paths alternate between keys and names; after `providers` comes a
 * namespace, then types and names alternate again.
 */
export function canonicalArmPath(pathname: string): string {
  let atKey = true;
  const segments = pathname.split('/').filter((segment) => segment !== '');
  const canonical = segments.map((segment, index) => {
    if (segments[index - 1]?.toLowerCase() === 'providers' && !atKey) {
      atKey = true;
      return segment.toLowerCase();
    }
    const isKey = atKey;
    atKey = !atKey;
    return isKey ? segment.toLowerCase() : segment;
  });
  return `/${canonical.join('/')}`;
}

/** The provider that a canonical path asks, in lower case; ARM itself where it names none. */
export function namespaceOf(canonicalPath: string): string {
  return PROVIDER.exec(canonicalPath)?.[1] ?? ARM;
}
