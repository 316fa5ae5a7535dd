'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Field } from '@/app/_ui/field';
import { type ConfigKey, hostOf } from '@/lib/provisioning/manual/config-draft';

type ConfigFieldProps = {
  name: ConfigKey;
  value: string;
  errors: string[];
  suggestions: string[];
  onChange: (value: string) => void;
};

/** One of the names, with those that are there to choose from. */
export function ConfigField({ name, value, errors, suggestions, onChange }: ConfigFieldProps) {
  const t = useTranslations('settings.endpoint');
  const listId = useId();
  return (
    <Field label={t(`key.${name}`)} hint={<code className="font-mono">{name}</code>} errors={errors}>
      {(control) => (
        <>
          <input
            {...control}
            className="control font-mono text-xs"
            value={value}
            list={suggestions.length > 0 ? listId : undefined}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
            onBlur={() => {
              const host = hostOf(value);
              if (name === 'ACA_APP_ENDPOINT' && host !== value) onChange(host);
            }}
          />
          {suggestions.length > 0 && (
            <datalist id={listId}>
              {suggestions.map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}
