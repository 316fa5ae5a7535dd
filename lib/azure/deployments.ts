import 'server-only';
import {
  type DeploymentExtended,
  type DeploymentOperation,
  DeploymentsClient,
} from '@azure/arm-resourcesdeployments';
import { armParameters } from '@/lib/azure/arm-parameters';
import { callAzure, listAzure } from '@/lib/azure/call';
import { armClientOptions } from '@/lib/azure/cloud';
import { type ArmError, toAppError } from '@/lib/azure/errors';
import { credentialFor } from '@/lib/azure/subscription-credential';
import { AppError } from '@/lib/core/errors';

/** One deployment of a template into a resource group. */
export type DeploymentAddress = { subscriptionId: string; resourceGroup: string; name: string };

export type DeploymentState = {
  status: 'running' | 'succeeded' | 'failed' | 'cancelled';
  outputs: unknown;
  error?: ArmError;
  /** What Azure's support asks for. */
  correlationId?: string;
  /** Those that it was submitted with. */
  tags: Record<string, string>;
  /** Resources that the template makes, as far as Azure has said yet. */
  resources: { id: string; resourceType: string; name: string }[];
};

export type ResourceOperation = {
  id: string;
  resourceType: string;
  name: string;
  status: DeploymentState['status'];
  elapsedMs: number | undefined;
  error?: ArmError;
  /** The id of the request to the resource's own service; what its support asks for. */
  correlationId?: string;
};

/**
 * Submits a template and returns once Azure has accepted it; following it is `getDeployment`'s part. `tags` are those of the
 * deployment itself, by which it is known again.
 */
export async function submitDeployment(
  at: DeploymentAddress,
  template: object,
  parameters: Record<string, unknown>,
  signal?: AbortSignal,
  tags?: Record<string, string>,
): Promise<void> {
  const doing = 'start the deployment';
  // The SDK drops the body of a refused first answer, and with it the reason.
  let body: string | undefined;
  await callAzure(doing, signal, async (options) => {
    try {
      const poller = clientOf(at).deployments.createOrUpdate(
        at.resourceGroup,
        at.name,
        {
          properties: { template, parameters: armParameters(parameters), mode: 'Incremental' },
          ...(tags && { tags }),
        },
        { ...options, onResponse: (response) => (body = response.bodyAsText ?? undefined) },
      );
      await poller.submitted();
    } catch (error) {
      if (options.abortSignal.aborted) throw error;
      throw toAppError(error, doing, body);
    }
  });
}

/** The deployment as it stands; null when there is none of that name. */
export async function getDeployment(
  at: DeploymentAddress,
  signal?: AbortSignal,
): Promise<DeploymentState | null> {
  try {
    const found = await callAzure('read the deployment', signal, (options) =>
      clientOf(at).deployments.get(at.resourceGroup, at.name, options),
    );
    return toState(found);
  } catch (error) {
    if (error instanceof AppError && error.info.code === 'DeploymentNotFound') return null;
    throw error;
  }
}

/** What Azure has done for the deployment so far, one entry per resource that is created or updated. */
export async function listResourceOperations(
  at: DeploymentAddress,
  signal?: AbortSignal,
): Promise<ResourceOperation[]> {
  const found = await listAzure('read the steps of the deployment', signal, (options) =>
    clientOf(at).deploymentOperations.list(at.resourceGroup, at.name, options),
  );
  return found.flatMap(toOperation);
}

/** Asks Azure to stop; what has been made stays. AppError of kind `conflict` when it has already ended. */
export async function cancelDeployment(at: DeploymentAddress, signal?: AbortSignal): Promise<void> {
  await callAzure('cancel the deployment', signal, (options) =>
    clientOf(at).deployments.cancel(at.resourceGroup, at.name, options),
  );
}

/** Azure's many provisioning states, as four. */
export function deploymentStatus(provisioningState: string | undefined): DeploymentState['status'] {
  switch (provisioningState?.toLowerCase()) {
    case 'succeeded':
      return 'succeeded';
    case 'failed':
      return 'failed';
    case 'canceled':
    case 'cancelled':
      return 'cancelled';
    default:
      return 'running';
  }
}

/** Milliseconds of the ISO 8601 durations that ARM writes (`PT1M2.34S`); undefined for anything else. */
export function durationMs(duration: string | undefined): number | undefined {
  const parts = /^P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(duration ?? '');
  if (!parts) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
  return Math.round((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}

/** The type and the own name of a resource, read from its id; empty for an id that names no provider. */
function readResourceId(id: string): { resourceType?: string; resourceName?: string } {
  const [namespace, ...pairs] = /.*\/providers\/(.+)$/i.exec(id)?.[1]?.split('/') ?? [];
  const resourceName = pairs.at(-1);
  if (!namespace || !resourceName || pairs.length % 2 !== 0) return {};
  return {
    resourceType: [namespace, ...pairs.filter((_, index) => index % 2 === 0)].join('/'),
    resourceName,
  };
}

/** What a deployment's answer says. A resource is named once, however often it is listed. */
export function toState({ properties, tags }: DeploymentExtended): DeploymentState {
  const listed = (properties?.dependencies ?? []).flatMap((entry) => [...(entry.dependsOn ?? []), entry]);
  // Azure lists what was made by id alone.
  const made = (properties?.outputResources ?? []).map(({ id }) => ({ id, ...readResourceId(id ?? '') }));
  const byId = new Map<string, DeploymentState['resources'][number]>();
  for (const { id, resourceType, resourceName } of [...listed, ...made]) {
    const name = resourceName ?? id?.split('/').at(-1);
    if (id && resourceType && name && !byId.has(id.toLowerCase())) {
      byId.set(id.toLowerCase(), { id, resourceType, name });
    }
  }
  return {
    status: deploymentStatus(properties?.provisioningState),
    outputs: properties?.outputs,
    ...(properties?.error ? { error: properties.error } : {}),
    ...(properties?.correlationId ? { correlationId: properties.correlationId } : {}),
    tags: tags ?? {},
    resources: [...byId.values()],
  };
}

function toOperation({ properties }: DeploymentOperation): ResourceOperation[] {
  const target = properties?.targetResource;
  if (properties?.provisioningOperation !== 'Create' || !target?.id || !target.resourceType) return [];
  const error = properties.statusMessage?.error;
  return [
    {
      id: target.id,
      resourceType: target.resourceType,
      name: target.resourceName ?? target.id,
      status: deploymentStatus(properties.provisioningState),
      elapsedMs: durationMs(properties.duration),
      ...(error ? { error } : {}),
      ...(properties.serviceRequestId ? { correlationId: properties.serviceRequestId } : {}),
    },
  ];
}

function clientOf({ subscriptionId }: DeploymentAddress): DeploymentsClient {
  return new DeploymentsClient(credentialFor(subscriptionId), subscriptionId, armClientOptions());
}
