'use client';

import { useState } from 'react';
import {
  checkParameters,
  type ParameterName,
  type ProvisionParameters,
} from '@/lib/config/parameters-schema';
import type { ErrorInfo } from '@/lib/core/errors';

/** As the file has them, but a number field may be empty while it is being typed in. */
export type ParameterDraft = Omit<ProvisionParameters, 'maximumInstanceCount'> & {
  maximumInstanceCount: number | null;
};

/** The form's values, what is wrong with them, and whether they differ from the file. */
export function useParameters(initial: ProvisionParameters) {
  const [draft, setDraft] = useState<ParameterDraft>(initial);
  const [saved, setSaved] = useState<ParameterDraft>(initial);
  const checked = checkParameters(draft);

  return {
    draft,
    errors: checked.ok ? {} : checked.fieldErrors,
    valid: checked.ok,
    changed: JSON.stringify(draft) !== JSON.stringify(saved),
    set: (change: Partial<ParameterDraft>) => setDraft((current) => ({ ...current, ...change })),
    markSaved: () => setSaved(draft),
  };
}

/** The messages of one field: what the browser found, else what the server refused. */
export function fieldErrors(
  name: ParameterName,
  errors: Record<string, string[]>,
  refused: ErrorInfo | undefined,
): string[] {
  return errors[name] ?? (refused?.target === name ? [refused.message] : []);
}
