'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Checkbox } from '@/app/_ui/checkbox';
import { Field } from '@/app/_ui/field';
import type { SettingsChange } from '@/lib/provisioning/app-settings/change-schema';

const SUGGESTED = ['HF_TOKEN', 'WANDB_API_KEY'];

type Props = { reason: string | undefined; pending: boolean; onSave: (change: SettingsChange) => void };

export function SettingForm({ reason, pending, onSave }: Props) {
  const t = useTranslations('settings.environment');
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [secret, setSecret] = useState(true);
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onSave({ type: secret ? 'set-secret' : 'set-variable', name: name.trim(), value });
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('name')} hint={t('nameHint')}>
          {(control) => (
            <input
              {...control}
              className="control font-mono"
              list="suggested-settings"
              autoComplete="off"
              required
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('value')} hint={t('addHint')}>
          {(control) => (
            <input
              {...control}
              className="control font-mono"
              type={secret ? 'password' : 'text'}
              autoComplete="off"
              required={secret}
              value={value}
              onChange={(event) => setValue(event.target.value)}
            />
          )}
        </Field>
      </div>
      <datalist id="suggested-settings">
        {SUGGESTED.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Checkbox checked={secret} onChange={setSecret}>
          {t('kind')}
        </Checkbox>
        <Button type="submit" variant="primary" disabled={reason !== undefined} pending={pending}>
          {t('save')}
        </Button>
      </div>
      {reason && <p className="text-xs text-ink-soft">{reason}</p>}
    </form>
  );
}
