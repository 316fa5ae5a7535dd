'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { useAction } from '@/app/_components/use-action';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Field } from '@/app/_ui/field';
import type { Location } from '@/lib/azure/locations';
import { createTargetGroup } from '../target-actions';

const NAME = /^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u;

type CreateGroupDialogProps = {
  open: boolean;
  projectId: string;
  tenantId: string | undefined;
  subscriptionId: string | undefined;
  locations: Location[];
  /** The location that is offered first, such as that of the group chosen now. */
  near: string | undefined;
  onCreated: (name: string) => void;
  onClose: () => void;
};

/** Makes a resource group in the chosen subscription; the dialog is the confirmation. */
export function CreateGroupDialog(props: CreateGroupDialogProps) {
  const { open, projectId, tenantId, subscriptionId, locations, near, onCreated, onClose } = props;
  const t = useTranslations('provision.target.create');
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string>();
  const offered = locations.find(({ name }) => name === near) ?? locations[0];
  const location = chosen ?? offered?.name ?? '';
  const create = useAction(createTargetGroup, (group) => {
    onClose();
    setName('');
    onCreated(group.name);
  });
  const wrong = name !== '' && !NAME.test(name) ? [t('rule')] : [];
  const unready = name === '' ? t('unnamed') : (wrong[0] ?? (location === '' ? t('noLocation') : undefined));
  const submit = () => {
    if (!unready) create.run(projectId, { tenantId, subscriptionId, resourceGroup: name, location });
  };
  return (
    <Dialog open={open} title={t('title')} onClose={onClose}>
      <p className="mb-4 text-ink-soft">{t('text')}</p>
      <div className="flex flex-col gap-2">
        <Field label={t('name')} hint={t('rule')} errors={wrong}>
          {(control) => (
            <input
              {...control}
              className="control font-mono text-xs"
              value={name}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              onChange={(event) => setName(event.target.value)}
              onKeyDown={(event) => {
                // The dialog is inside the form of the page.
                if (event.key !== 'Enter') return;
                event.preventDefault();
                submit();
              }}
            />
          )}
        </Field>
        <Field label={t('location')} hint={t('locationHint')}>
          {(control) => (
            <select
              {...control}
              className="control"
              value={location}
              onChange={(event) => setChosen(event.target.value)}
            >
              {locations.map((each) => (
                <option key={each.name} value={each.name}>
                  {each.displayName}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {create.error && <ErrorMessage error={create.error} />}
      <div className="mt-4 flex flex-wrap items-center justify-end gap-2">
        <p aria-live="polite" className="mr-auto text-xs text-ink-soft">
          {wrong.length === 0 && unready}
        </p>
        <Button onClick={onClose}>{t('back')}</Button>
        <Button
          variant="primary"
          pending={create.pending}
          title={unready}
          disabled={unready !== undefined}
          onClick={submit}
        >
          {t('go')}
        </Button>
      </div>
    </Dialog>
  );
}
