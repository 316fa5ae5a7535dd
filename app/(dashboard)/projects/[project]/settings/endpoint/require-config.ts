import 'server-only';
import type { InferenceConfig } from '@/lib/config/inference-config';
import { AppError } from '@/lib/core/errors';
import { configDraftSchema } from '@/lib/provisioning/manual/config-draft';

/** The values of a form, whatever the browser sent. Throws `config_incomplete` that names the first wrong key. */
export function requireConfig(draft: unknown): InferenceConfig {
  const parsed = configDraftSchema.safeParse(draft);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const target = issue?.path.join('.') ?? '';
  throw new AppError('bad_input', {
    code: 'config_incomplete',
    message: `${target || 'The form'} ${issue?.message ?? 'cannot be used'}.`,
    action: 'Correct the marked field, then try again.',
    ...(target && { target }),
  });
}
