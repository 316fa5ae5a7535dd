import 'server-only';
import { z } from 'zod';

/** What a roll back goes back to: a revision's template, the code that a run left on the share, or both. */
export const rollbackInputSchema = z
  .strictObject({
    /** The name of the revision whose template is wanted; without it the latest goes on. */
    revision: z.string().min(1).optional(),
    /** The id of the deploy or roll back whose code is wanted; without it the code stays as it is. */
    snapshot: z.uuid().optional(),
  })
  .refine(({ revision, snapshot }) => revision ?? snapshot, {
    error: 'must name a revision, a snapshot or both',
  });

export type RollbackInput = z.infer<typeof rollbackInputSchema>;
