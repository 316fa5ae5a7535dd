'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { runPath } from '@/app/_components/run-path';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { Message } from '@/app/_ui/message';
import { Panel } from '@/app/_ui/panel';
import type { ChangeEffect } from '@/lib/provisioning/app-settings/change';
import type { SettingsChange } from '@/lib/provisioning/app-settings/change-schema';
import type { ProjectSettings } from '@/lib/provisioning/app-settings/read';
import { change, restart } from '../actions';
import { PasteForm } from './paste-form';
import { reversed, withSeen } from './setting-changes';
import { SettingForm } from './setting-form';
import { SettingRow } from './setting-row';

type Props = { projectId: string; settings: ProjectSettings; reason: string | undefined };

export function SettingsEditor({ projectId, settings, reason }: Props) {
  const t = useTranslations('settings.environment');
  const router = useRouter();
  const [undo, setUndo] = useState<SettingsChange>();
  const [done, setDone] = useState<ChangeEffect>();
  /** How often something was saved: a form that has done its part begins anew, and one that was refused stays. */
  const [saves, setSaves] = useState(0);
  const changing = useAction(change, (effect) => {
    setDone(effect);
    setSaves((count) => count + 1);
  });
  const restarting = useAction(restart, (started) => router.push(runPath(projectId, started)));
  const error = changing.error ?? restarting.error;
  const pending = changing.pending;
  const unread = done?.unread;
  const restartButton = (
    <Button
      title={reason ?? t('restartHint')}
      disabled={reason !== undefined || pending}
      pending={restarting.pending}
      onClick={() => restarting.run(projectId)}
    >
      {t('restart')}
    </Button>
  );

  // What came of a change stands above the lists, where somebody far down on a small screen would miss it.
  const outcome = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error || done) outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [error, done]);

  function send(asked: SettingsChange) {
    setDone(undefined);
    setUndo(reversed(asked, settings));
    changing.run(projectId, withSeen(asked, settings));
  }

  return (
    <>
      <div ref={outcome} className="scroll-mt-32 empty:hidden">
        {error && <ErrorMessage error={error} />}
        {done && !error && (
          <Message
            level="info"
            title={t(done.unread ? 'saved.unread' : `saved.${done.effect}`, { name: done.unread ?? '' })}
            actions={
              <span className="flex flex-wrap gap-2">
                {unread && (
                  <Button pending={pending} onClick={() => send({ type: 'remove-secret', name: unread })}>
                    {t('removeToo', { name: unread })}
                  </Button>
                )}
                {undo && (
                  <Button pending={pending} onClick={() => send(undo)}>
                    {t('undo')}
                  </Button>
                )}
                {done.effect === 'restart' && restartButton}
              </span>
            }
          />
        )}
      </div>
      <Panel title={t('add')}>
        <SettingForm key={`form-${saves}`} reason={reason} pending={pending} onSave={send} />
        <details className="mt-3 border-t border-line pt-3">
          <summary className="w-fit cursor-pointer font-medium">{t('paste.title')}</summary>
          <PasteForm
            key={`paste-${saves}`}
            names={settings.variables.map(({ name }) => name)}
            reason={reason}
            pending={pending}
            onSave={send}
          />
        </details>
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
      <Panel
        title={t('secrets')}
        description={t('secretsHint')}
        actions={restartButton}
        flush={settings.secrets.length > 0}
      >
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
