import 'server-only';
import {
  DeploymentsClient,
  type WhatIfChange,
  type WhatIfPropertyChange,
} from '@azure/arm-resourcesdeployments';
import { armParameters } from '@/lib/azure/arm-parameters';
import { callLong } from '@/lib/azure/call-long';
import { armClientOptions } from '@/lib/azure/cloud';
import type { DeploymentAddress } from '@/lib/azure/deployments';
import { armError } from '@/lib/azure/errors';
import { credentialFor } from '@/lib/azure/subscription-credential';

/** A template of some ten resources takes Azure half a minute. */
const WHAT_IF_PACE = { timeoutMs: 2 * 60_000, pollIntervalMs: 500 };
const VALIDATE_PACE = { timeoutMs: 60_000, pollIntervalMs: 500 };

export type { WhatIfChange, WhatIfPropertyChange };

/**
 * What deploying the template would change, as Azure foresees it; nothing is written. AppError with Azure's reason, also of
 * one that Azure reports within a successful answer.
 */
export async function whatIf(
  at: DeploymentAddress,
  template: object,
  parameters: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<WhatIfChange[]> {
  const doing = 'foresee what the deployment would change';
  const client = clientOf(at);
  const result = await callLong(client, doing, signal, WHAT_IF_PACE, (options) =>
    client.deployments.whatIf(
      at.resourceGroup,
      at.name,
      {
        properties: {
          template,
          parameters: armParameters(parameters),
          mode: 'Incremental',
          whatIfSettings: { resultFormat: 'FullResourcePayloads' },
        },
      },
      options,
    ),
  );
  if (result.status !== 'Succeeded') {
    throw armError(result.error ?? { message: `Azure could not ${doing}.` }, doing);
  }
  return result.changes ?? [];
}

/** The ids of the resources that the template would make, once Azure has found nothing against it; else AppError with its reason. */
export async function validateDeployment(
  at: DeploymentAddress,
  template: object,
  parameters: Record<string, unknown>,
  signal?: AbortSignal,
): Promise<string[]> {
  const doing = 'validate the deployment';
  const client = clientOf(at);
  const result = await callLong(client, doing, signal, VALIDATE_PACE, (options) =>
    client.deployments.validate(
      at.resourceGroup,
      at.name,
      { properties: { template, parameters: armParameters(parameters), mode: 'Incremental' } },
      options,
    ),
  );
  if (result.error) throw armError(result.error, doing);
  return (result.properties?.validatedResources ?? []).flatMap(({ id }) => (id ? [id] : []));
}

function clientOf({ subscriptionId }: DeploymentAddress): DeploymentsClient {
  return new DeploymentsClient(credentialFor(subscriptionId), subscriptionId, armClientOptions());
}
