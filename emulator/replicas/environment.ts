import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Mount, replaceMounts } from './mounts.ts';

type Variables = Record<string, string>;

/** What a container needs of the machine to install packages; nothing else of the emulator's environment reaches it. */
const PASSED_ON = [
  /^(https?|all|no)_proxy$/i,
  /^PIP_/,
  /^(SSL_CERT_FILE|SSL_CERT_DIR|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE)$/,
  /^(LANG|LC_ALL|TMPDIR)$/,
];
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

type ContainerIdentity = {
  appName: string;
  revisionName: string;
  replicaName: string;
  /** Fully qualified name of the revision, where the control plane gives one. */
  hostname: string | undefined;
  /** The loopback port that stands for the app's target port. */
  port: number;
};

/** A container's whole environment: the machine's minimum, the image's, the service's, the app's own; later ones win. */
export function containerEnvironment(input: {
  machine: NodeJS.ProcessEnv;
  layer: { folder: string; home: string; pipCache: string };
  identity: ContainerIdentity;
  own: Variables;
  mounts: readonly Mount[];
}): Variables {
  const own = mapValues(input.own, (value) => replaceMounts(value, input.mounts));
  const port = String(input.identity.port);
  return {
    ...machineVariables(input.machine),
    HOME: input.layer.home,
    VIRTUAL_ENV: input.layer.folder,
    PIP_CACHE_DIR: input.layer.pipCache,
    ...serviceVariables(input.identity),
    ...own,
    PATH: `${join(input.layer.folder, 'bin')}:${own.PATH ?? SYSTEM_PATH}`,
    // All replicas share the machine's loopback interface, so each listens on a port of its own.
    CONTAINER_APP_PORT: port,
    GRADIO_SERVER_NAME: '127.0.0.1',
    GRADIO_SERVER_PORT: port,
  };
}

/** https://learn.microsoft.com/azure/container-apps/environment-variables#built-in-environment-variables */
function serviceVariables({ appName, revisionName, replicaName, hostname }: ContainerIdentity): Variables {
  return {
    CONTAINER_APP_NAME: appName,
    CONTAINER_APP_REVISION: revisionName,
    CONTAINER_APP_REPLICA_NAME: replicaName,
    ...(hostname === undefined ? {} : { CONTAINER_APP_HOSTNAME: hostname }),
  };
}

function machineVariables(machine: NodeJS.ProcessEnv): Variables {
  const passed: Variables = {};
  for (const [name, value] of Object.entries(machine)) {
    if (value !== undefined && PASSED_ON.some((pattern) => pattern.test(name))) passed[name] = value;
  }
  const pipConfig = passed.PIP_CONFIG_FILE ?? userPipConfig();
  return pipConfig === undefined ? passed : { ...passed, PIP_CONFIG_FILE: pipConfig };
}

/** The user's own pip settings (a company's package index), which pip would not find under the container's HOME. */
function userPipConfig(): string | undefined {
  const places = ['.config/pip/pip.conf', '.pip/pip.conf', 'Library/Application Support/pip/pip.conf'];
  return places.map((place) => join(homedir(), place)).find(existsSync);
}

function mapValues(values: Variables, change: (value: string) => string): Variables {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
