'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { runPath } from '@/app/_components/run-path';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/field';
import { Panel } from '@/app/_ui/panel';
import { tearDown } from '../actions';

type ConfirmTeardownProps = {
  projectId: string;
  ids: string[];
  /** Why nothing can be deleted now. */
  reason: string | undefined;
};

/** Deleting needs the project's id typed out: it is not undone by anything. */
export function ConfirmTeardown({ projectId, ids, reason }: ConfirmTeardownProps) {
  const t = useTranslations('settings.teardown');
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const deleting = useAction(tearDown, (started) => router.push(runPath(projectId, started)));
  const blocked = reason ?? (typed === projectId ? undefined : t('mismatch', { project: projectId }));
  return (
    <Panel title={t('title')}>
      <form
        className="flex flex-col items-start gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!blocked) deleting.run(projectId, typed, ids);
        }}
      >
        <p className="text-ink-soft">{t('data')}</p>
        <Field label={t('confirm', { project: projectId })} hint={blocked}>
          {(control) => (
            <input
              {...control}
              className="control font-mono"
              value={typed}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {deleting.error && <ErrorMessage error={deleting.error} />}
        <Button type="submit" variant="danger" pending={deleting.pending} disabled={blocked !== undefined}>
          {t('go', { count: ids.length })}
        </Button>
      </form>
    </Panel>
  );
}
