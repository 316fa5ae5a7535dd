import 'server-only';
import type { Difference } from '@/lib/provisioning/plan/differences';

/** Properties that Azure fills in by itself or does not tell, and that an update leaves as they are. */
const KEPT_BY_AZURE: readonly { type: RegExp; path: RegExp }[] = [
  { type: /./, path: /(^|\.)(provisioningState|systemData|etag)$/i },
  // Azure never tells a key or a secret, so that a template that gives it always seems to change it.
  { type: /./, path: /(^|\.)(sharedKey|accountKey|primarySharedKey)$/i },
  { type: /containerApps$/i, path: /^properties\.configuration\.secrets(\[|$)/i },
  // Defaults that the service adds to what it was given, in the answers of storage.
  {
    type: /storageAccounts$/i,
    path: /^properties\.(encryption|networkAcls|accessTier|keyCreationTime)(\.|$)/i,
  },
  { type: /storageAccounts$/i, path: /^sku\.tier$/i },
  { type: /fileServices$/i, path: /^(sku|properties\.(cors|protocolSettings))(\.|$)/i },
  {
    type: /shares$/i,
    path: /^properties\.(accessTier|enabledProtocols|leaseState|leaseStatus|signedIdentifiers)$/i,
  },
  // And in those of Log Analytics and Container Apps.
  { type: /workspaces$/i, path: /^properties\.(features|retentionInDays|workspaceCapping|sku\.\w+)(\.|$)/i },
  { type: /workspaces$/i, path: /^properties\.publicNetworkAccessFor(Ingestion|Query)$/i },
  {
    type: /managedEnvironments$/i,
    path: /^properties\.(peerAuthentication|peerTrafficConfiguration|publicNetworkAccess|kedaConfiguration|daprConfiguration|customDomainConfiguration|vnetConfiguration|openTelemetryConfiguration|infrastructureResourceGroup|appInsightsConfiguration)(\.|$)/i,
  },
  {
    type: /managedEnvironments$/i,
    path: /^properties\.(workloadProfiles\[[^\]]+\]\.enableFips|appLogsConfiguration\.logAnalyticsConfiguration\.dynamicJsonColumns)$/i,
  },
  {
    type: /containerApps$/i,
    path: /^properties\.(managedEnvironmentId|environmentId|runningStatus|patchingConfiguration)$/i,
  },
  {
    type: /containerApps$/i,
    path: /^properties\.configuration\.(maxInactiveRevisions|identitySettings|runtime|registries|service|dapr|ingress\.(exposedPort|stickySessions|additionalPortMappings|customDomains|clientCertificateMode|corsPolicy|ipSecurityRestrictions|fqdn))(\.|$)/i,
  },
  {
    type: /containerApps$/i,
    path: /^properties\.template\.(revisionSuffix|terminationGracePeriodSeconds|initContainers|serviceBinds|scale\.(cooldownPeriod|pollingInterval|rules))$/i,
  },
  {
    type: /containerApps$/i,
    path: /^properties\.template\.containers\[[^\]]+\]\.(imageType|resources\.(ephemeralStorage|gpu)|probes\[\d+\]\.(successThreshold|httpGet\.scheme))$/i,
  },
];

/**
 * Whether a difference is one that the update does not make: Azure compares the template's words with all that the resource
 * says of itself. What a template leaves out and Azure has set stays; another letter case, blanks of a region and the order of
 * a list mean nothing. What is added or really changed is noise only where Azure never tells the value.
 */
export function isNoise(resourceType: string, { path, kind, before, after }: Difference): boolean {
  if (kind === 'changed' && sameMeaning(path, before, after)) return true;
  const kept = KEPT_BY_AZURE.some((each) => each.type.test(resourceType) && each.path.test(path));
  if (!kept) return false;
  return kind === 'removed' || isUntold(path) || isMasked(before) || isMasked(after);
}

const isUntold = (path: string) =>
  /(provisioningState|systemData|etag|sharedKey|accountKey|environmentId|managedEnvironmentId)$/i.test(path);

const isMasked = (value: unknown) => typeof value === 'string' && /^\*+$/.test(value);

function sameMeaning(path: string, before: unknown, after: unknown): boolean {
  if (typeof before === 'string' && typeof after === 'string') {
    // An expression is all that Azure has to show where the value comes from a resource that is asked only later.
    if (/^\[.*\]$/s.test(after)) return true;
    if (/location$/i.test(path)) return plain(before) === plain(after);
    return before !== after && isCaseFree(path) && before.toLowerCase() === after.toLowerCase();
  }
  if (Array.isArray(before) && Array.isArray(after)) return sorted(before) === sorted(after);
  return false;
}

/** Names of kinds and ids, which Azure compares without regard to case; commands and images it does not. */
const isCaseFree = (path: string) =>
  /(^|\.)(\w*id|transport|storageType|kind|name|\w*mode|tier)$/i.test(path);

const plain = (region: string) => region.replaceAll(' ', '').toLowerCase();

/** Lists of plain values; of objects the order means something, as with containers. */
function sorted(list: readonly unknown[]): string {
  const texts = list.map((entry) => JSON.stringify(entry));
  return JSON.stringify(list.some((entry) => typeof entry === 'object') ? texts : texts.sort());
}
