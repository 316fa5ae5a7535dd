import { z } from 'zod';

export const jsonObject = z.record(z.string(), z.unknown());
export type JsonObject = z.infer<typeof jsonObject>;

/** An error as ARM puts it into bodies and operations. */
export type WireError = {
  code: string;
  message: string;
  target?: string;
  details?: WireError[];
  additionalInfo?: { type: string; info: unknown }[];
};
const wireError: z.ZodType<WireError> = z.lazy(() =>
  z.object({
    code: z.string(),
    message: z.string(),
    target: z.string().optional(),
    details: z.array(wireError).optional(),
    additionalInfo: z.array(z.object({ type: z.string(), info: z.unknown() })).optional(),
  }),
);

export const tags = z.record(z.string(), z.string());

const tenantModel = z.object({ id: z.string(), displayName: z.string(), defaultDomain: z.string() });

const namedSubscription = z.object({
  id: z.string(),
  displayName: z.string(),
  /** One that is not `Enabled` is read only. */
  state: z.enum(['Enabled', 'Disabled', 'Warned', 'PastDue']).optional(),
  tags: tags.optional(),
  /** When the registration of a provider, in lower case, is or was done, in milliseconds since 1970. */
  registering: z.record(z.string(), z.number()).optional(),
});
/** Resource providers, in lower case, that are not registered. */
const unregistered = z.array(z.string()).optional();
const subscriptionModel = namedSubscription.extend({ unregistered });
export type Subscription = z.infer<typeof subscriptionModel>;

const guestTenantModel = tenantModel.extend({
  /** How its sign-in takes whoever belongs to the home tenant; `ok` when absent. */
  signIn: z.enum(['ok', 'mfa-required', 'not-a-member']).optional(),
  subscriptions: z.array(subscriptionModel),
});
export type Tenant = z.infer<typeof guestTenantModel>;

export const accountModel = z.object({
  /** The home tenant and its one subscription. */
  tenant: tenantModel,
  subscription: namedSubscription,
  unregistered,
  /** Further tenants, with what lies in them. */
  tenants: z.array(guestTenantModel).optional(),
  /** Signs the tokens of log streams; made once per data folder. */
  signingKey: z.string(),
  /** Whether the seed has been laid out completely. */
  seeded: z.boolean(),
});
export type Account = z.infer<typeof accountModel>;

export const resourceGroupModel = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string(),
  managedBy: z.string().optional(),
  tags: tags.optional(),
  provisioningState: z.enum(['Succeeded', 'Deleting']),
});
export type ResourceGroup = z.infer<typeof resourceGroupModel>;

export const resourceModel = z.object({
  id: z.string(),
  type: z.string(),
  name: z.string(),
  location: z.string().optional(),
  tags: tags.optional(),
  sku: jsonObject.optional(),
  kind: z.string().optional(),
  identity: jsonObject.optional(),
  properties: jsonObject,
  /** What the service keeps to itself: account keys, secret values. Never part of an answer. */
  secrets: z.record(z.string(), z.string()),
  provisioningState: z.string(),
  createdTime: z.string(),
  changedTime: z.string(),
});
export type Resource = z.infer<typeof resourceModel>;

export const operationModel = z.object({
  id: z.string(),
  action: z.enum(['put', 'delete', 'delete-group', 'start', 'stop']),
  resourceId: z.string(),
  status: z.enum(['InProgress', 'Succeeded', 'Failed']),
  startedAtMs: z.number(),
  dueAtMs: z.number(),
  endedAtMs: z.number().optional(),
  error: wireError.optional(),
});
export type Operation = z.infer<typeof operationModel>;

export const revisionModel = z.object({
  /** `{app}--{suffix}` */
  name: z.string(),
  appId: z.string(),
  createdTime: z.string(),
  active: z.boolean(),
  /** When it was deactivated; absent while it never was. */
  lastActiveTime: z.string().optional(),
  /** Whether a replica has been ready once: from then on it may take the traffic of its predecessor. */
  wasReady: z.boolean(),
  template: jsonObject,
});
export type Revision = z.infer<typeof revisionModel>;

const deploymentOperationModel = z.object({
  operationId: z.string(),
  provisioningOperation: z.enum(['Create', 'Delete', 'EvaluateDeploymentOutput']),
  provisioningState: z.enum(['Running', 'Succeeded', 'Failed', 'Canceled']),
  startedAtMs: z.number(),
  endedAtMs: z.number().optional(),
  statusCode: z.string(),
  error: wireError.optional(),
  targetResource: z
    .object({
      id: z.string(),
      resourceType: z.string(),
      resourceName: z.string(),
      apiVersion: z.string(),
      symbolicName: z.string().optional(),
    })
    .optional(),
  /** What was sent to the provider and what it answered, when the deployment is to be debugged. */
  request: z.unknown().optional(),
  response: z.unknown().optional(),
});
export type DeploymentOperation = z.infer<typeof deploymentOperationModel>;

const resourceLink = z.object({ id: z.string(), resourceType: z.string(), resourceName: z.string() });

const deployedProvider = z.object({
  namespace: z.string(),
  resourceTypes: z.array(z.object({ resourceType: z.string(), locations: z.array(z.string().nullable()) })),
});

const typedValue = z.object({ type: z.string(), value: z.unknown().optional() });

export const deploymentModel = z.object({
  id: z.string(),
  name: z.string(),
  /** Absent for a deployment to the subscription, which has a location instead. */
  resourceGroup: z.string().optional(),
  location: z.string().optional(),
  /** The run of the deployment that this one is nested in. */
  parentRunId: z.string().optional(),
  /** Distinguishes two deployments under one name; names the status URL. */
  runId: z.string(),
  correlationId: z.string(),
  provisioningState: z.enum(['Running', 'Succeeded', 'Failed', 'Canceled']),
  startedAtMs: z.number(),
  endedAtMs: z.number().optional(),
  mode: z.enum(['Incremental', 'Complete']).default('Incremental'),
  template: z.unknown().optional(),
  parameters: z.record(z.string(), z.object({ value: z.unknown().optional() })),
  /** Each resource that waits for others, with those; known from the start. */
  dependencies: z.array(resourceLink.extend({ dependsOn: z.array(resourceLink) })).default([]),
  /** The types that it deploys, by namespace, and where. */
  providers: z.array(deployedProvider).default([]),
  echoedParameters: z.record(z.string(), typedValue),
  outputs: z.record(z.string(), typedValue).optional(),
  operations: z.array(deploymentOperationModel),
  error: wireError.optional(),
  tags: tags.optional(),
  /** `requestContent`, `responseContent` or both: what operations keep. */
  debugDetail: z.string().optional(),
  validationLevel: z.string().optional(),
});
export type Deployment = z.infer<typeof deploymentModel>;
