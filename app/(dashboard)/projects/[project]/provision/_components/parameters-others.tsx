'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/app/_ui/field';
import { Panel } from '@/app/_ui/panel';
import { isReference, readReference } from '@/lib/config/key-vault-reference';
import { parameterNames } from '@/lib/config/parameters-schema';
import type { ParametersForm } from './use-parameters';

/** What the file holds beyond the parameters that are known: values as JSON, and those from a Key Vault to look at. */
export function ParametersOthers({ form }: { form: ParametersForm }) {
  const t = useTranslations('provision.others');
  const known: readonly string[] = parameterNames;
  const unknown = Object.entries(form.values).filter(([name]) => !known.includes(name));
  if (unknown.length === 0) return null;
  return (
    <Panel title={t('title')} description={t('description')}>
      <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
        {unknown.map(([name, value]) =>
          isReference(value) ? (
            <ReferenceField key={name} name={name} reference={value} errors={form.errors[name] ?? []} />
          ) : (
            <OtherField
              // Values that came from elsewhere are shown as they are there.
              key={`${name} ${form.generation}`}
              name={name}
              value={value}
              onChange={(next) => form.set({ [name]: next })}
            />
          ),
        )}
      </div>
    </Panel>
  );
}

type ReferenceFieldProps = { name: string; reference: { reference: unknown }; errors: string[] };

/** Which secret of which vault Azure takes; it is changed in the JSON view. */
function ReferenceField({ name, reference, errors }: ReferenceFieldProps) {
  const t = useTranslations('provision.others');
  const read = readReference(reference)?.reference;
  const shown = read
    ? [read.keyVault.id.split('/').at(-1), read.secretName, read.secretVersion].filter(Boolean).join(' / ')
    : JSON.stringify(reference.reference);
  return (
    <Field label={name} hint={t('reference')} errors={errors}>
      {(control) => (
        <input
          {...control}
          className="control font-mono text-xs"
          readOnly
          title={read?.keyVault.id}
          value={shown}
        />
      )}
    </Field>
  );
}

type OtherFieldProps = { name: string; value: unknown; onChange: (value: unknown) => void };

function OtherField({ name, value, onChange }: OtherFieldProps) {
  const t = useTranslations('provision.others');
  const [text, setText] = useState(() => JSON.stringify(value));
  const parsed = parse(text);
  return (
    <Field label={name} errors={parsed ? [] : [t('notJson')]} hint={t('hint')}>
      {(control) => (
        <textarea
          {...control}
          rows={1}
          className="control py-2 font-mono text-xs"
          value={text}
          spellCheck={false}
          autoCapitalize="off"
          onChange={(event) => {
            setText(event.target.value);
            const next = parse(event.target.value);
            if (next) onChange(next.value);
          }}
        />
      )}
    </Field>
  );
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
