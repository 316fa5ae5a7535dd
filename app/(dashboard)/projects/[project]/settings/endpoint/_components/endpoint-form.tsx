'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/field';
import { Panel } from '@/app/_ui/panel';
import {
  type ConfigCheck,
  type ConfigDraft,
  type ConfigKey,
  configDraftSchema,
  configKeys,
  hostOf,
} from '@/lib/provisioning/manual/config-draft';
import { checkEndpoint, saveEndpoint } from '../actions';
import { ConfigBoard } from './config-board';
import { FileDrop } from './file-drop';

type EndpointFormProps = {
  projectId: string;
  initial: ConfigDraft;
  version: string;
  /** Why nothing can be saved now. */
  refused: string | undefined;
};

/** The six names by hand, or out of a dropped file; checked against Azure before or after they are saved. */
export function EndpointForm({ projectId, initial, version, refused }: EndpointFormProps) {
  const t = useTranslations('settings.endpoint');
  const [draft, setDraft] = useState(initial);
  const [checks, setChecks] = useState<ConfigCheck[]>();
  const check = useAction(checkEndpoint, setChecks);
  const save = useAction(saveEndpoint);

  const parsed = configDraftSchema.safeParse(draft);
  const changed = JSON.stringify(draft) !== JSON.stringify(initial);
  const blocked = parsed.success ? undefined : t('incomplete');
  const failure = save.error ?? check.error;
  const set = (change: Partial<ConfigDraft>) => {
    setDraft({ ...draft, ...change });
    setChecks(undefined);
  };
  const errorsOf = (key: ConfigKey) =>
    parsed.success || draft[key] === ''
      ? []
      : parsed.error.issues.filter(({ path }) => path[0] === key).map(({ message }) => message);

  return (
    <Panel title={t('byHand')} description={t('byHandText')}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!blocked && !refused && changed) save.run(projectId, draft, version);
        }}
      >
        <FileDrop onConfig={set} />
        <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
          {configKeys.map((key) => (
            <Field
              key={key}
              label={t(`key.${key}`)}
              hint={<code className="font-mono">{key}</code>}
              errors={errorsOf(key)}
            >
              {(control) => (
                <input
                  {...control}
                  className="control font-mono text-xs"
                  value={draft[key]}
                  autoComplete="off"
                  autoCapitalize="off"
                  spellCheck={false}
                  onChange={(event) => set({ [key]: event.target.value })}
                  onBlur={() => {
                    const host = hostOf(draft[key]);
                    if (key === 'ACA_APP_ENDPOINT' && host !== draft[key]) set({ [key]: host });
                  }}
                />
              )}
            </Field>
          ))}
        </div>
        {failure && <ErrorMessage error={failure} />}
        {checks && <ConfigBoard checks={checks} onFix={({ key, value }) => set({ [key]: value })} />}
        <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-2">
          <p aria-live="polite" className="mr-auto text-xs text-ink-soft">
            {blocked ?? refused ?? t(changed ? 'changed' : 'unchanged')}
          </p>
          <Button
            pending={check.pending}
            disabled={blocked !== undefined}
            onClick={() => check.run(projectId, draft)}
          >
            {t('check')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            pending={save.pending}
            disabled={blocked !== undefined || refused !== undefined || !changed}
          >
            {t('save')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
