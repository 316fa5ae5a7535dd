import 'server-only';
import { z } from 'zod';
import { parametersSchema } from '@/lib/config/parameters-schema';

const id = z.guid('must be an id such as 5a3b1e00-0000-4000-8000-000000000002');

/** Where to provision, and with which parameters. */
export const provisionInputSchema = z.strictObject({
  tenantId: id.optional(),
  subscriptionId: id,
  // learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
  resourceGroup: z
    .string()
    .regex(/^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u, 'must be the name of a resource group'),
  parameters: parametersSchema,
  /** The plan of exactly these values that somebody has seen. */
  planId: id.optional(),
  /** Whether to provision although checks of the plan have failed. */
  despiteFailures: z.boolean().optional(),
});

/** What a plan is made of. */
export const planRequestSchema = provisionInputSchema.omit({ planId: true, despiteFailures: true });

/** Where to provision. */
export const provisionTargetSchema = planRequestSchema.omit({ parameters: true });

export type ProvisionInput = z.infer<typeof provisionInputSchema>;

export type ProvisionTarget = z.infer<typeof provisionTargetSchema>;
