import { z } from 'zod';

const probe = z.looseObject({
  type: z.enum(['Liveness', 'Readiness', 'Startup']),
  httpGet: z.looseObject({ path: z.string().nullish(), port: z.number().int() }).nullish(),
  tcpSocket: z.looseObject({ port: z.number().int() }).nullish(),
  initialDelaySeconds: z.number().int().nullish(),
  periodSeconds: z.number().int().nullish(),
  timeoutSeconds: z.number().int().nullish(),
  failureThreshold: z.number().int().nullish(),
  successThreshold: z.number().int().nullish(),
});
export type Probe = z.infer<typeof probe>;

const container = z.looseObject({
  name: z.string(),
  image: z.string(),
  command: z.array(z.string()).nullish(),
  args: z.array(z.string()).nullish(),
  resources: z.looseObject({ cpu: z.number().nullish() }).nullish(),
  env: z
    .array(z.looseObject({ name: z.string(), value: z.string().nullish(), secretRef: z.string().nullish() }))
    .nullish(),
  volumeMounts: z
    .array(z.looseObject({ volumeName: z.string(), mountPath: z.string(), subPath: z.string().nullish() }))
    .nullish(),
  probes: z.array(probe).nullish(),
});
export type Container = z.infer<typeof container>;

const volume = z.looseObject({
  name: z.string(),
  storageType: z.string().nullish(),
  storageName: z.string().nullish(),
});
export type Volume = z.infer<typeof volume>;

export const appTemplate = z.looseObject({
  revisionSuffix: z.string().nullish(),
  containers: z.array(container),
  initContainers: z.array(container).nullish(),
  scale: z
    .looseObject({
      minReplicas: z.number().int().nullish(),
      maxReplicas: z.number().int().nullish(),
    })
    .nullish(),
  volumes: z.array(volume).nullish(),
});
export type AppTemplate = z.infer<typeof appTemplate>;

const trafficWeight = z.looseObject({
  revisionName: z.string().nullish(),
  weight: z.number().int().nullish(),
  latestRevision: z.boolean().nullish(),
});

const ingress = z.looseObject({
  external: z.boolean().nullish(),
  targetPort: z.number().int().nullish(),
  transport: z.string().nullish(),
  traffic: z.array(trafficWeight).nullish(),
});

const appConfiguration = z.looseObject({
  activeRevisionsMode: z.string().nullish(),
  ingress: ingress.nullish(),
  secrets: z.array(z.looseObject({ name: z.string(), value: z.string().nullish() })).nullish(),
});
export type AppConfiguration = z.infer<typeof appConfiguration>;

export const appProperties = z.looseObject({
  environmentId: z.string().nullish(),
  managedEnvironmentId: z.string().nullish(),
  workloadProfileName: z.string().nullish(),
  configuration: appConfiguration.nullish(),
  template: appTemplate.nullish(),
});

/** The properties of an app as they are stored: environment known, template there, secrets without values. */
export const storedApp = z.looseObject({
  environmentId: z.string(),
  workloadProfileName: z.string().nullish(),
  configuration: appConfiguration,
  template: appTemplate,
  latestRevisionName: z.string(),
  runningStatus: z.enum(['Running', 'Stopped']),
});
export type StoredApp = z.infer<typeof storedApp>;

export const DEFAULT_MIN_REPLICAS = 0;
export const DEFAULT_MAX_REPLICAS = 10;
