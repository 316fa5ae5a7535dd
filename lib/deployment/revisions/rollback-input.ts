import 'server-only';
import { z } from 'zod';

/** What a roll back goes back to. */
export const rollbackInputSchema = z.strictObject({
  /** The name of the revision whose template is wanted. */
  revision: z.string().min(1),
});

export type RollbackInput = z.infer<typeof rollbackInputSchema>;
