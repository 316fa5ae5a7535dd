'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { Panel } from '@/app/_ui/panel';
import {
  type ConfigCheck,
  type ConfigDraft,
  type ConfigKey,
  configDraftSchema,
  configKeys,
} from '@/lib/provisioning/manual/config-draft';
import { checkEndpoint, saveEndpoint } from '../actions';
import { ConfigBoard } from './config-board';
import { ConfigField } from './config-field';
import { FileDrop } from './file-drop';
import { useSuggestions } from './use-suggestions';

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

  const suggestions = useSuggestions(projectId, draft);

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
    <Panel
      title={t('byHand')}
      description={t('byHandText')}
      actions={
        <Link href={`/projects/${projectId}/provision#by-hand`} className="text-xs text-accent underline">
          {t('cli')}
        </Link>
      }
    >
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
            <ConfigField
              key={key}
              name={key}
              value={draft[key]}
              errors={errorsOf(key)}
              suggestions={suggestions[key] ?? []}
              onChange={(value) => set({ [key]: value })}
            />
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
