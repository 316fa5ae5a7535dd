import { notSupported } from '../arm-error.ts';
import type { AppConfiguration, Ingress } from './configuration-schema.ts';
import { refused } from './refusals.ts';

const MAX_PORT = 65_535;
/** `registry.example:5000`, without a scheme or a path. */
const REGISTRY_SERVER = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i;

/** Checks what of an app is outside its revisions, its traffic aside. Throws ArmError. */
export function checkConfiguration(configuration: AppConfiguration, secrets: Record<string, string>): void {
  const { ingress, registries = [], maxInactiveRevisions = 0 } = configuration;
  refuseUnsupported(configuration);
  if (maxInactiveRevisions < 0) {
    throw refused(
      'ContainerAppInvalidMaxInactiveRevisions',
      `Invalid maxInactiveRevisions '${maxInactiveRevisions}': it cannot be negative.`,
      'configuration.maxInactiveRevisions',
    );
  }
  for (const registry of registries) checkRegistry(registry, secrets);
  if (ingress) checkIngress(ingress, configuration.activeRevisionsMode);
}

function refuseUnsupported({ dapr, service, runtime, ingress }: AppConfiguration): void {
  if (dapr?.enabled) throw notSupported('Dapr');
  if (service) throw notSupported('container apps that are development services');
  if (runtime?.java?.enableMetrics) throw notSupported('Java metrics');
  if (ingress?.transport === 'tcp') throw notSupported('ingress over TCP');
  if (ingress?.customDomains?.length) throw notSupported('custom domains');
  if (ingress?.additionalPortMappings?.length) throw notSupported('additional port mappings');
}

type Registry = NonNullable<AppConfiguration['registries']>[number];

function checkRegistry(
  { server, username, passwordSecretRef, identity }: Registry,
  secrets: Record<string, string>,
): void {
  const target = 'configuration.registries';
  if (!REGISTRY_SERVER.test(server)) {
    throw refused(
      'ContainerAppInvalidRegistryServerValue',
      `Invalid registry server value '${server}'. A registry server is a host name with an optional port.`,
      target,
    );
  }
  if (passwordSecretRef && !Object.hasOwn(secrets, passwordSecretRef)) {
    throw refused(
      'ContainerAppSecretRefNotFound',
      `SecretRef '${passwordSecretRef}' defined for registry server '${server}' not found.`,
      target,
    );
  }
  if (identity ? username || passwordSecretRef : !username !== !passwordSecretRef) {
    throw refused(
      'ContainerAppInvalidRegistryCredentials',
      `The registry server '${server}' needs a user name with a passwordSecretRef, or an identity, or none of them.`,
      target,
    );
  }
}

function checkIngress(ingress: Ingress, mode: AppConfiguration['activeRevisionsMode']): void {
  const { targetPort = 0, exposedPort, stickySessions, ipSecurityRestrictions = [] } = ingress;
  for (const [name, port] of Object.entries({ targetPort, exposedPort })) {
    if (port >= 0 && port <= MAX_PORT) continue;
    throw refused(
      'ContainerAppInvalidIngressPort',
      `Invalid ${name} '${port}'. A port must be from 1 to ${MAX_PORT}.`,
      `configuration.ingress.${name}`,
    );
  }
  if (stickySessions?.affinity === 'sticky' && mode !== 'Single') {
    throw refused(
      'ContainerAppInvalidIngressStickySessionRevisionMode',
      'Session affinity is supported in single revision mode only.',
      'configuration.ingress.stickySessions',
    );
  }
  if (new Set(ipSecurityRestrictions.map(({ action }) => action)).size > 1) {
    throw refused(
      'ContainerAppInvalidIpSecurityRestrictions',
      'IP security restrictions must either all allow or all deny.',
      'configuration.ingress.ipSecurityRestrictions',
    );
  }
}
