import { z } from 'zod/mini';
import { restartWays } from '@/lib/deployment/operate/restart-plan';

/** Nobody decides on more than a project may have. */
const MAX_DECISIONS = 20_000;
const MAX_PATH_CHARACTERS = 2_048;

const paths = z.array(z.string().check(z.maxLength(MAX_PATH_CHARACTERS))).check(z.maxLength(MAX_DECISIONS));

/**
 * What a person has decided for a deploy. `keep` and `overwrite` name files that someone else has changed on the share: the
 * share's copy stays, or the project's replaces it. `restart` says how the app takes up what is new.
 */
export const deployInputSchema = z.strictObject({
  keep: z.optional(paths),
  overwrite: z.optional(paths),
  restart: z.optional(z.enum([...restartWays, 'none'])),
});

export type DeployInput = z.infer<typeof deployInputSchema>;
