import { z } from 'zod';
import { container, initContainer } from './container-schema.ts';
import { choice, flag, text, wholeNumber, withoutNulls } from './wire-types.ts';

export const DEFAULT_MIN_REPLICAS = 0;
const DEFAULT_MAX_REPLICAS = 10;
const DEFAULT_COOLDOWN_SECONDS = 300;
const DEFAULT_POLLING_SECONDS = 30;

const volume = z.object({
  name: text,
  storageType: choice(['AzureFile', 'EmptyDir', 'Secret', 'NfsAzureFile']).default('EmptyDir'),
  storageName: text.optional(),
  secrets: z.array(z.object({ secretRef: text, path: text.optional() })).optional(),
  mountOptions: text.optional(),
});
export type Volume = z.infer<typeof volume>;

const auth = z.array(z.object({ secretRef: text, triggerParameter: text.optional() })).optional();
const metadata = z.record(z.string(), text).optional();
const identity = text.optional();

const scaleRule = z.object({
  name: text,
  azureQueue: z
    .object({
      accountName: text.optional(),
      queueName: text.optional(),
      queueLength: wholeNumber.optional(),
      auth,
      identity,
    })
    .optional(),
  custom: z.object({ type: text, metadata, auth, identity }).optional(),
  http: z.object({ metadata, auth, identity }).optional(),
  tcp: z.object({ metadata, auth, identity }).optional(),
});
export type ScaleRule = z.infer<typeof scaleRule>;

/** `properties.template` of a container app, with the defaults that the service adds. */
export const appTemplate = withoutNulls(
  z.object({
    revisionSuffix: text.default(''),
    terminationGracePeriodSeconds: wholeNumber.optional(),
    initContainers: z.array(initContainer).optional(),
    containers: z.array(container).default([]),
    scale: z
      .object({
        minReplicas: wholeNumber.optional(),
        maxReplicas: wholeNumber.default(DEFAULT_MAX_REPLICAS),
        cooldownPeriod: wholeNumber.default(DEFAULT_COOLDOWN_SECONDS),
        pollingInterval: wholeNumber.default(DEFAULT_POLLING_SECONDS),
        allowScalingRuleOverride: flag.optional(),
        rules: z.array(scaleRule).optional(),
      })
      .prefault({}),
    volumes: z.array(volume).optional(),
    serviceBinds: z.array(z.object({ serviceId: text, name: text.optional() })).optional(),
  }),
);
export type AppTemplate = z.infer<typeof appTemplate>;
