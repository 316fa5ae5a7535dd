'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Badge, type Tone } from '@/app/_ui/badge';
import { Field } from '@/app/_ui/field';
import type { NameFate, NameFinding } from '@/lib/provisioning/names/name-parameters';

const tones = {
  reuse: 'good',
  update: 'accent',
  create: 'neutral',
  conflict: 'bad',
  unknown: 'neutral',
} as const satisfies Record<NameFate, Tone>;

type NameFieldProps = {
  label: string;
  value: string | null;
  errors: string[];
  /** Why it cannot be filled in. */
  disabled: string | undefined;
  /** What a provision would do with the name; undefined while that is not known. */
  finding: NameFinding | undefined;
  /** Whether it is being found out. */
  looking: boolean;
  onChange: (value: string | null) => void;
};

/** A resource name, or nothing for the default, with what a provision would do with it. */
export function NameField({ label, value, errors, disabled, finding, looking, onChange }: NameFieldProps) {
  const t = useTranslations('provision.parameters');
  const listId = useId();
  const suggestions = finding?.suggestions ?? [];
  return (
    <Field
      label={label}
      hint={disabled ?? (finding ? <Fate finding={finding} /> : looking && t('looking'))}
      errors={errors}
    >
      {(control) => (
        <>
          <input
            {...control}
            className="control font-mono text-xs"
            value={value ?? ''}
            disabled={disabled !== undefined}
            placeholder={finding && value === null && finding.name ? finding.name : t('placeholder')}
            list={suggestions.length > 0 ? listId : undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value || null)}
          />
          {suggestions.length > 0 && (
            <datalist id={listId}>
              {suggestions.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

function Fate({ finding: { fate, origin, reason } }: { finding: NameFinding }) {
  const t = useTranslations('provision.parameters');
  return (
    <span className="flex items-start gap-2 py-0.5">
      <Badge tone={tones[fate]}>{t(`fate.${fate}`)}</Badge>
      <span className={fate === 'conflict' ? 'pt-0.5 text-bad' : 'pt-0.5'}>
        {reason} {origin !== 'given' && t(`origin.${origin}`)}
      </span>
    </span>
  );
}
