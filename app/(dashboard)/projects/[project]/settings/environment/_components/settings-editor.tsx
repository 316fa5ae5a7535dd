'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { runPath } from '@/app/_components/run-path';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { Message } from '@/app/_ui/message';
import { Panel } from '@/app/_ui/panel';
import type { ChangeEffect, SettingsChange } from '@/lib/provisioning/app-settings/change';
import type { ProjectSettings } from '@/lib/provisioning/app-settings/read';
import { change, restart } from '../actions';
import { SettingForm } from './setting-form';
import { SettingRow } from './setting-row';

type Props = { projectId: string; settings: ProjectSettings; reason: string | undefined };

export function SettingsEditor({ projectId, settings, reason }: Props) {
  const t = useTranslations('settings.environment');
  const router = useRouter();
  const [undo, setUndo] = useState<SettingsChange>();
  const [done, setDone] = useState<ChangeEffect['effect']>();
  const changing = useAction(change, ({ effect }) => {
    setDone(effect);
    router.refresh();
  });
  const restarting = useAction(restart, (started) => router.push(runPath(projectId, started)));
  const error = changing.error ?? restarting.error;
  const pending = changing.pending;

  function send(asked: SettingsChange) {
    setDone(undefined);
    setUndo(reversed(asked, settings));
    changing.run(projectId, asked);
  }

  return (
    <>
      {error && <ErrorMessage error={error} />}
      {done && !error && (
        <Message
          level="info"
          title={t(`saved.${done}`)}
          actions={
            <span className="flex gap-2">
              {undo && (
                <Button pending={pending} onClick={() => send(undo)}>
                  {t('undo')}
                </Button>
              )}
              {done === 'restart' && (
                <Button pending={restarting.pending} onClick={() => restarting.run(projectId)}>
                  {t('restart')}
                </Button>
              )}
            </span>
          }
        />
      )}
      <Panel title={t('add')}>
        <SettingForm reason={reason} pending={pending} onSave={send} />
      </Panel>
      <Panel title={t('variables')} description={t('variablesHint')} flush>
        <ul>
          {settings.variables.map(({ name, own, value, secret }) => (
            <SettingRow
              key={name}
              name={name}
              own={own}
              detail={secret ? t('hidden', { name: secret }) : (value ?? '')}
              reason={reason}
              pending={pending}
              onRemove={() => send({ type: 'remove-variable', name })}
            />
          ))}
        </ul>
      </Panel>
      <Panel title={t('secrets')} description={t('secretsHint')} flush={settings.secrets.length > 0}>
        {settings.secrets.length === 0 && <p className="text-ink-soft">{t('noSecrets')}</p>}
        <ul>
          {settings.secrets.map(({ name, own, usedBy }) => (
            <SettingRow
              key={name}
              name={name}
              own={own}
              detail={usedBy.length > 0 ? t('usedBy', { names: usedBy.join(', ') }) : t('unused')}
              reason={reason}
              pending={pending}
              onRemove={() => send({ type: 'remove-secret', name })}
            />
          ))}
        </ul>
      </Panel>
    </>
  );
}

/** What puts a plain variable back; nothing where a secret is concerned, whose value nobody knows any more. */
function reversed(asked: SettingsChange, { variables }: ProjectSettings): SettingsChange | undefined {
  if (asked.type === 'set-secret' || asked.type === 'remove-secret') return undefined;
  const before = variables.find(({ name }) => name === asked.name);
  if (!before)
    return asked.type === 'set-variable' ? { type: 'remove-variable', name: asked.name } : undefined;
  return before.value === undefined
    ? undefined
    : { type: 'set-variable', name: before.name, value: before.value };
}
