'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/app/_ui/field';
import { Panel } from '@/app/_ui/panel';
import type { ParametersForm } from './use-parameters';

/** The file itself, with the same checks as the form. */
export function ParametersJson({ form }: { form: ParametersForm }) {
  const t = useTranslations('provision.json');
  return (
    <Panel title={t('title')} description={t('description')}>
      <Field label={t('label')} errors={faultsOf(form, t)} hint={t('hint')}>
        {(control) => (
          <textarea
            {...control}
            className="control max-h-[70vh] py-2 font-mono text-xs"
            rows={18}
            value={form.text}
            spellCheck={false}
            autoCapitalize="off"
            onChange={(event) => form.replace(event.target.value)}
          />
        )}
      </Field>
    </Panel>
  );
}

function faultsOf(
  { fault, errors }: ParametersForm,
  t: ReturnType<typeof useTranslations<'provision.json'>>,
): string[] {
  if (fault?.fault === 'json') return [t('notJson', { line: fault.line })];
  if (fault?.fault === 'shape') return [t('notParameters', { where: fault.where })];
  return Object.entries(errors).map(([name, messages]) => `${name} ${messages.join('; ')}.`);
}
