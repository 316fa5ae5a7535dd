'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Checkbox } from '@/app/_ui/checkbox';
import { Field } from '@/app/_ui/field';
import type { SettingsChange } from '@/lib/provisioning/app-settings/change-schema';
import { parseDotenv } from '@/lib/provisioning/app-settings/dotenv';

const ROWS = 5;

type Props = {
  /** Names that are there already. */
  names: readonly string[];
  reason: string | undefined;
  pending: boolean;
  onSave: (change: SettingsChange) => void;
};

/** Several settings at once, as they stand in a `.env` file. */
export function PasteForm({ names, reason, pending, onSave }: Props) {
  const t = useTranslations('settings.environment');
  const [text, setText] = useState('');
  const [secret, setSecret] = useState(true);
  const { entries, problems } = parseDotenv(text);
  const errors = problems.map(({ line, problem }) => t(`paste.${problem}`, { line }));
  const empty = secret ? entries.filter(({ value }) => value === '').map(({ name }) => name) : [];
  if (empty.length > 0) errors.push(t('paste.empty', { names: empty.join(', ') }));
  const found = entries.map(({ name }) => (names.includes(name) ? t('paste.replaced', { name }) : name));
  const usable = entries.length > 0 && errors.length === 0;
  return (
    <form
      className="mt-3 flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const type = secret ? 'set-secret' : 'set-variable';
        onSave({ type: 'set-many', entries: entries.map((entry) => ({ type, ...entry })) });
      }}
    >
      <Field
        label={t('paste.label')}
        hint={found.length > 0 ? t('paste.found', { names: found.join(', ') }) : t('paste.hint')}
        errors={errors}
      >
        {(control) => (
          <textarea
            {...control}
            className="control h-auto min-h-28 py-2 font-mono"
            rows={ROWS}
            spellCheck={false}
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Checkbox checked={secret} onChange={setSecret}>
          {t('paste.kind')}
        </Checkbox>
        <Button
          type="submit"
          variant="primary"
          title={usable ? reason : t('paste.hint')}
          disabled={reason !== undefined || !usable}
          pending={pending}
        >
          {t('paste.save', { count: entries.length })}
        </Button>
      </div>
    </form>
  );
}
