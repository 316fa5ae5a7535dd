import 'server-only';
import { z } from 'zod';
import { type InferenceConfig, inferenceConfigSchema } from '@/lib/config/inference-config';
import { AppError } from '@/lib/core/errors';

const outputsSchema = z.record(z.string(), z.object({ value: z.unknown() }));
const recordedSchema = z.object({ config: inferenceConfigSchema });

/** The config that a deployment's outputs make. AppError `outputs_incomplete` names those that are missing. */
export function configFromOutputs(outputs: unknown): InferenceConfig {
  const given = Object.entries(outputsSchema.safeParse(outputs).data ?? {});
  // ARM changes the case of output names on the way (`subscriptioN_ID`), so they are compared without it.
  const config = inferenceConfigSchema.safeParse(
    Object.fromEntries(given.map(([name, { value }]) => [name.toUpperCase(), value])),
  );
  if (config.success) return config.data;
  const missing = config.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new AppError('bad_input', {
    code: 'outputs_incomplete',
    message: `The template does not give the output ${missing}.`,
    action: 'Add the output to infra/provision/inference.bicep, compile it, then provision again.',
    target: 'infra/provision/inference.json',
  });
}

/** The config as an earlier step of the run has left it. */
export function configFromStep(result: unknown): InferenceConfig {
  return recordedSchema.parse(result).config;
}
