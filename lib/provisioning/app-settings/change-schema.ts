import 'server-only';
import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import { plainIssue } from '@/lib/core/plain-issue';

/** Linux bounds the whole environment; one value beyond this is no setting but a file. */
const MAX_VALUE_LENGTH = 32_768;
/** As many as a `.env` file may reasonably have. */
const MAX_ENTRIES = 100;
const VARIABLE_RULE =
  'must be letters, digits and underscores, not starting with a digit, such as HF_TOKEN (at most 200)';
const SECRET_RULE =
  'must be lower-case letters, digits, hyphens and dots, with a letter or digit at both ends, such as hf-token';

const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/, VARIABLE_RULE);
const secretName = z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,198}[a-z0-9])?$/, SECRET_RULE);
const value = z.string().max(MAX_VALUE_LENGTH, `must be at most ${MAX_VALUE_LENGTH} characters`);

/** What the page showed of the variable; where it is another one by now, somebody else has changed it. */
const seen = z.string().optional();
const setVariable = z.strictObject({ type: z.literal('set-variable'), name: variableName, value, seen });
/** A variable that reads its value from a secret, which is made or replaced with it. */
const setSecret = z.strictObject({
  type: z.literal('set-secret'),
  name: variableName,
  value: value.min(1, 'must not be empty'),
  seen,
});

const changeSchema = z.discriminatedUnion('type', [
  setVariable,
  setSecret,
  z.strictObject({
    type: z.literal('set-many'),
    entries: z
      .array(z.discriminatedUnion('type', [setVariable, setSecret]))
      .min(1, 'must not be empty')
      .max(MAX_ENTRIES, `must be at most ${MAX_ENTRIES}`),
  }),
  z.strictObject({ type: z.literal('remove-variable'), name: z.string(), seen }),
  z.strictObject({ type: z.literal('remove-secret'), name: secretName }),
]);

export type SettingsChange = z.infer<typeof changeSchema>;

/** A change of one variable or secret. */
export type SingleChange = Exclude<SettingsChange, { type: 'set-many' }>;

/** AppError `setting_invalid`, with the rule that is broken. */
export function parseChange(input: unknown): SettingsChange {
  const parsed = changeSchema.safeParse(input, { error: plainIssue });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || 'change';
  throw new AppError('bad_input', {
    code: 'setting_invalid',
    message: `The ${field} ${issue?.message ?? 'is not valid'}.`,
    action: 'Correct it, then save again.',
    target: field,
  });
}
