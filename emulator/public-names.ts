/** How the addresses in answers are formed: on this machine's own names, or as Azure has them where TLS is on. */
export type PublicNames = {
  /** The domain of an environment's apps, from the part that is its own: `calm-0a1b2c3d.eastus`. */
  appDomain(prefix: string): string;
  /** An account's `primaryEndpoints.file`, with a slash at its end. */
  fileEndpoint(account: string): string;
  /** What clients put behind `{account}.file.` where no account has told them its endpoint. */
  storageSuffix: string;
  /** Where the log streams of a region's apps are, without a slash at its end. */
  streamOrigin(region: string): string;
};

/** Names that lead to this port without any proxy: no name server knows them, and none needs to. */
export function loopbackNames(port: number): PublicNames {
  return {
    appDomain: (prefix) => `${prefix}.azurecontainerapps.localhost:${port}`,
    fileEndpoint: (account) => `http://127.0.0.1:${port}/${account}/`,
    storageSuffix: `localhost:${port}`,
    streamOrigin: () => `http://127.0.0.1:${port}`,
  };
}

/** Names as the public cloud forms them; clients come here through `CONNECT`. */
export const azureNames: PublicNames = {
  appDomain: (prefix) => `${prefix}.azurecontainerapps.io`,
  fileEndpoint: (account) => `https://${account}.file.core.windows.net/`,
  storageSuffix: 'core.windows.net',
  streamOrigin: (region) => `https://${region}.azurecontainerapps.dev`,
};

export type HostRole =
  | 'loopback'
  | 'management'
  | 'sign-in'
  | 'prices'
  | 'log-queries'
  | 'files'
  | 'streams'
  | 'apps';

const MAX_NAME_LENGTH = 253;
const ROLES: [RegExp, HostRole][] = [
  [/^(127\.0\.0\.1|localhost|\[::1\])$/, 'loopback'],
  [/^management\.azure\.com$/, 'management'],
  [/^(login\.microsoftonline\.com|login\.microsoft\.com|login\.windows\.net|sts\.windows\.net)$/, 'sign-in'],
  [/^prices\.azure\.com$/, 'prices'],
  [/^api\.loganalytics\.(io|azure\.com)$/, 'log-queries'],
  [/^[a-z0-9]{3,24}(-secondary)?\.file\.(core\.windows\.net|localhost)$/, 'files'],
  [/^[a-z0-9]+\.azurecontainerapps\.dev$/, 'streams'],
  [/^[a-z0-9-]+\.[a-z0-9.-]+\.azurecontainerapps\.(io|localhost)$/, 'apps'],
];

/** Which of Azure's parts is asked under this host, whatever its port; undefined for one that is not played here. */
export function hostRole(host: string): HostRole | undefined {
  const hostname = withoutPort(host).toLowerCase();
  if (hostname.length > MAX_NAME_LENGTH) return undefined;
  return ROLES.find(([pattern]) => pattern.test(hostname))?.[1];
}

/** Whether a host is one of Azure's own names that are played here; loopback names need nobody to lead to them. */
export function isPublicName(host: string): boolean {
  return hostRole(host) !== undefined && /\.(com|net|io|dev)$/i.test(host);
}

const APP_HOST = /^([^.]+)\.(.+)\.azurecontainerapps\.(?:io|localhost)$/i;

/** `web--v2.calm-0a1b2c3d.eastus.azurecontainerapps.io` as the app's or revision's label and its environment's prefix. */
export function readAppHost(host: string): { label: string; prefix: string } | undefined {
  const [, label, prefix] = APP_HOST.exec(withoutPort(host)) ?? [];
  return label && prefix ? { label, prefix } : undefined;
}

function withoutPort(host: string): string {
  return host.replace(/:\d*$/, '');
}
