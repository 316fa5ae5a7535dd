import { z } from 'zod';
import { choice, flag, text, wholeNumber } from './wire-types.ts';

const trafficWeight = z.object({
  revisionName: text.optional(),
  weight: wholeNumber.default(0),
  latestRevision: flag.optional(),
  label: text.optional(),
});
export type TrafficWeight = z.infer<typeof trafficWeight>;

const ALL_TO_LATEST = [{ weight: 100, latestRevision: true }];

const ingress = z.object({
  external: flag.default(false),
  targetPort: wholeNumber.optional(),
  exposedPort: wholeNumber.default(0),
  transport: choice(['auto', 'http', 'http2', 'tcp']).default('auto'),
  traffic: z.array(trafficWeight).default(ALL_TO_LATEST),
  customDomains: z.array(z.object({ name: text })).optional(),
  allowInsecure: flag.default(false),
  ipSecurityRestrictions: z
    .array(
      z.object({
        name: text,
        description: text.optional(),
        ipAddressRange: text,
        action: choice(['Allow', 'Deny']),
      }),
    )
    .optional(),
  stickySessions: z.object({ affinity: choice(['sticky', 'none']).default('none') }).optional(),
  clientCertificateMode: choice(['ignore', 'accept', 'require']).optional(),
  corsPolicy: z
    .object({
      allowedOrigins: z.array(text),
      allowedMethods: z.array(text).optional(),
      allowedHeaders: z.array(text).optional(),
      exposeHeaders: z.array(text).optional(),
      maxAge: wholeNumber.optional(),
      allowCredentials: flag.optional(),
    })
    .optional(),
  additionalPortMappings: z
    .array(z.object({ external: flag, targetPort: wholeNumber, exposedPort: wholeNumber.optional() }))
    .optional(),
});
export type Ingress = z.infer<typeof ingress>;

/** `properties.configuration` of a container app, with the defaults that the service adds. */
export const appConfiguration = z
  .object({
    activeRevisionsMode: choice(['Single', 'Multiple']).default('Single'),
    ingress: ingress.optional(),
    secrets: z
      .array(
        z.object({
          name: text,
          value: text.optional(),
          identity: text.optional(),
          keyVaultUrl: text.optional(),
        }),
      )
      .optional(),
    registries: z
      .array(
        z.object({
          server: text,
          username: text.optional(),
          passwordSecretRef: text.optional(),
          identity: text.optional(),
        }),
      )
      .optional(),
    dapr: z
      .object({
        enabled: flag.default(false),
        appId: text.optional(),
        appPort: wholeNumber.optional(),
        appProtocol: choice(['http', 'grpc']).optional(),
        logLevel: choice(['info', 'debug', 'warn', 'error']).optional(),
        enableApiLogging: flag.optional(),
        httpReadBufferSize: wholeNumber.optional(),
        httpMaxRequestSize: wholeNumber.optional(),
      })
      .optional(),
    runtime: z.object({ java: z.object({ enableMetrics: flag.optional() }).optional() }).optional(),
    maxInactiveRevisions: wholeNumber.optional(),
    service: z.object({ type: text }).optional(),
    identitySettings: z
      .array(z.object({ identity: text, lifecycle: choice(['None', 'Init', 'Main', 'All']).optional() }))
      .optional(),
  })
  .prefault({});
export type AppConfiguration = z.infer<typeof appConfiguration>;

/** In single mode the latest revision has all the traffic, whatever is asked. */
export function settledConfiguration(asked: AppConfiguration): AppConfiguration {
  const { ingress: given, ...rest } = asked;
  if (!given) return rest;
  const traffic = asked.activeRevisionsMode === 'Single' ? ALL_TO_LATEST : given.traffic;
  return { ...rest, ingress: { ...given, traffic } };
}
