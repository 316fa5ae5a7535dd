import { z } from 'zod/mini';

/** The most that Azure takes; https://learn.microsoft.com/azure/container-apps/scale-app */
export const MAX_REPLICAS = 1_000;

const MINIMUM_RULE = `must be a whole number from 0 to ${MAX_REPLICAS}`;
const MAXIMUM_RULE = `must be a whole number from 1 to ${MAX_REPLICAS}`;
const ORDER_RULE = 'must not be less than minReplicas';

/** How many replicas the app keeps at the least, and has at the most; with a least of 0 it ends them when nobody asks. */
export const scaleInputSchema = z
  .strictObject({
    minReplicas: z
      .number(MINIMUM_RULE)
      .check(z.int(MINIMUM_RULE), z.minimum(0, MINIMUM_RULE), z.maximum(MAX_REPLICAS, MINIMUM_RULE)),
    maxReplicas: z
      .number(MAXIMUM_RULE)
      .check(z.int(MAXIMUM_RULE), z.minimum(1, MAXIMUM_RULE), z.maximum(MAX_REPLICAS, MAXIMUM_RULE)),
  })
  .check(
    z.refine(({ minReplicas, maxReplicas }) => minReplicas <= maxReplicas, {
      error: ORDER_RULE,
      path: ['maxReplicas'],
    }),
  );

export type ScaleInput = z.infer<typeof scaleInputSchema>;
