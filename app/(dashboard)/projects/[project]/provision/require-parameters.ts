import { checkParameters, type ProvisionParameters } from '@/lib/config/parameters-schema';
import { readParametersText } from '@/lib/config/parameters-text';
import { AppError } from '@/lib/core/errors';

/** The values of a file's text, checked again where they are used. Throws `bad_input` with the first wrong field as its target. */
export function requireParameters(text: string): ProvisionParameters {
  const read = readParametersText(text);
  const checked = checkParameters(read.ok ? read.values : undefined);
  if (checked.ok) return checked.values;
  const [target, messages = []] = Object.entries(checked.fieldErrors)[0] ?? [];
  throw new AppError('bad_input', {
    code: 'parameters_invalid',
    message: `${target} ${messages.join('; ')}.`,
    action: 'Correct the field and try again; nothing was saved.',
    target,
  });
}
