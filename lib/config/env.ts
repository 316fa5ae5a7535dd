import 'server-only';
import { resolve } from 'node:path';
import { z } from 'zod';
import { type Cloud, cloudNames, clouds } from '@/lib/config/clouds';
import { AppError } from '@/lib/core/errors';

const DEFAULT_PORT = 3000;
const DEFAULT_LOCAL_AZURE_PORT = 4280;

const port = z.coerce
  .number('must be a port number')
  .int('must be a whole number')
  .min(1, 'must be between 1 and 65535')
  .max(65_535, 'must be between 1 and 65535');

/** The origin of a part of Azure; a path or a query in it would be lost without a word. */
const origin = z
  .url({ protocol: /^https$/, error: 'must be an https:// URL' })
  .refine((text) => URL.parse(text)?.pathname === '/' && !/[?#@]/.test(text), 'must have no path')
  .transform((text) => new URL(text).origin);

/** In the order in which the Azure clients look for a proxy: whatever goes to Azure takes one way. */
const PROXY_VARIABLES = ['HTTPS_PROXY', 'ALL_PROXY', 'HTTP_PROXY'].flatMap((name) => [
  name,
  name.toLowerCase(),
]);

const PROJECT_ENTRY = /^(?<id>[a-z0-9][a-z0-9-]{0,62})=(?<path>.+)$/;

/** `id=path,id2=path2`; the checkout itself is always there as `default`. */
const projects = z.string().transform((text, context) => {
  const found = new Map([['default', { id: 'default', root: process.cwd() }]]);
  for (const entry of text.split(',').filter((part) => part.trim() !== '')) {
    const parts = PROJECT_ENTRY.exec(entry.trim())?.groups;
    if (!parts?.id || !parts.path) {
      context.addIssue(`must look like id=path,id2=path2 with ids in lower case; "${entry.trim()}" does not`);
    } else if (parts.id !== 'default' && found.has(parts.id)) {
      context.addIssue(`names the project "${parts.id}" twice`);
    } else {
      found.set(parts.id, { id: parts.id, root: resolve(parts.path) });
    }
  }
  return [...found.values()];
});

const schema = z.object({
  PORT: port.default(DEFAULT_PORT),
  SLIPWAY_DATA: z.string().default('.slipway'),
  SLIPWAY_AZURE: z.enum(['local', 'azure'], 'must be "local" or "azure"').default('local'),
  LOCAL_AZURE_PORT: port.default(DEFAULT_LOCAL_AZURE_PORT),
  SLIPWAY_CLOUD: z.enum(cloudNames, `must be one of ${cloudNames.join(', ')}`).default('public'),
  AZURE_RESOURCE_MANAGER_URL: origin.optional(),
  AZURE_RESOURCE_MANAGER_AUDIENCE: z
    .url({ protocol: /^https$/, error: 'must be an https:// URL' })
    .optional(),
  AZURE_AUTHORITY_HOST: origin.optional(),
  AZURE_PORTAL_URL: origin.optional(),
  AZURE_LOG_ANALYTICS_URL: origin.optional(),
  AZURE_CONTAINER_APPS_DOMAIN: z
    .string()
    .regex(/^([a-z0-9-]+\.)+[a-z]+$/, 'must be a domain such as azurecontainerapps.io')
    .optional(),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL, or be left out' })
    .optional(),
  SLIPWAY_PROJECTS: z.string().default('').pipe(projects),
});

/** The settings, checked and with their defaults. An empty variable counts as one that is not set. */
export function readEnv(source: Record<string, string | undefined> = process.env) {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(set);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new AppError('bad_input', {
      code: 'bad_environment',
      message: `Slipway cannot start: ${faults.join('; ')}.`,
      action: 'Correct the environment variables named here, or remove them to use the defaults.',
    });
  }
  const values = parsed.data;
  return {
    port: values.PORT,
    dataDir: resolve(values.SLIPWAY_DATA),
    azureMode: values.SLIPWAY_AZURE,
    localAzurePort: values.LOCAL_AZURE_PORT,
    cloud: cloudOf(values),
    databaseUrl: values.DATABASE_URL,
    projects: values.SLIPWAY_PROJECTS,
    proxyUrl: values.SLIPWAY_AZURE === 'azure' ? proxyOf(set) : undefined,
  };
}

/** The named cloud, with whatever single setting says otherwise. */
function cloudOf(values: z.infer<typeof schema>): Cloud {
  const named = clouds[values.SLIPWAY_CLOUD];
  const { AZURE_RESOURCE_MANAGER_URL: armOrigin, AZURE_RESOURCE_MANAGER_AUDIENCE: audience } = values;
  return {
    armOrigin: armOrigin ?? named.armOrigin,
    armScope: audience ? `${audience.replace(/\/+$/, '')}/.default` : named.armScope,
    authorityHost: values.AZURE_AUTHORITY_HOST ?? named.authorityHost,
    portalOrigin: values.AZURE_PORTAL_URL ?? named.portalOrigin,
    appDomain: values.AZURE_CONTAINER_APPS_DOMAIN ?? named.appDomain,
    pricesOrigin: named.pricesOrigin,
    logsOrigin: values.AZURE_LOG_ANALYTICS_URL ?? named.logsOrigin,
  };
}

/** The proxy between this machine and Azure. What is exempt from it, `NO_PROXY` says to the clients themselves. */
function proxyOf(set: Record<string, string | undefined>): string | undefined {
  const name = PROXY_VARIABLES.find((each) => set[each] !== undefined);
  const url = name && set[name];
  if (!url || /^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url;
  throw new AppError('bad_input', {
    code: 'bad_environment',
    message: `Slipway cannot start: ${name} must be the URL of a proxy, such as http://proxy.example:8080.`,
    action: 'Correct the environment variable named here, or remove it to connect without a proxy.',
  });
}

export type Env = ReturnType<typeof readEnv>;

const VARIABLES = [...Object.keys(schema.shape), ...PROXY_VARIABLES];
let known: { variables: string; env: Env } | undefined;

/** Every request to Azure asks several times: what has not changed is not parsed again. */
function current(): Env {
  const variables = JSON.stringify([process.cwd(), ...VARIABLES.map((name) => process.env[name])]);
  if (known?.variables !== variables) known = { variables, env: readEnv() };
  return known.env;
}

/** The settings of this process as they are at each use, because a test may change them. */
export const env: Readonly<Env> = {
  get port() {
    return current().port;
  },
  get dataDir() {
    return current().dataDir;
  },
  get azureMode() {
    return current().azureMode;
  },
  get localAzurePort() {
    return current().localAzurePort;
  },
  get cloud() {
    return current().cloud;
  },
  get databaseUrl() {
    return current().databaseUrl;
  },
  get projects() {
    return current().projects;
  },
  get proxyUrl() {
    return current().proxyUrl;
  },
};
