'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Field } from '@/app/_ui/field';

type NameFieldProps = {
  label: string;
  value: string | null;
  errors: string[];
  /** Names of this kind in the resource group; undefined where they are not known. */
  existing: string[] | undefined;
  onChange: (value: string | null) => void;
};

/** A resource name. Says what will happen with it: the default, a new one, or one that is there already. */
export function NameField({ label, value, errors, existing, onChange }: NameFieldProps) {
  const t = useTranslations('provision.parameters');
  const listId = useId();
  const fate = value === null ? t('fate.default') : t(fateOf(value, existing));
  return (
    <Field label={label} hint={fate} errors={errors}>
      {(control) => (
        <>
          <input
            {...control}
            className="control font-mono text-xs"
            value={value ?? ''}
            placeholder={t('placeholder')}
            list={existing?.length ? listId : undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value || null)}
          />
          {existing && existing.length > 0 && (
            <datalist id={listId}>
              {existing.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

function fateOf(name: string, existing: string[] | undefined) {
  if (!existing) return 'fate.either';
  return existing.includes(name) ? 'fate.reused' : 'fate.created';
}
