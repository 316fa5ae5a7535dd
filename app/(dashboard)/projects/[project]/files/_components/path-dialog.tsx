'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { Field } from '@/app/_ui/field';
import type { Workspace } from './use-workspace';

type PathDialogProps = {
  open: boolean;
  title: string;
  submit: string;
  /** What stands in the field at first. */
  initial: string;
  workspace: Workspace;
  /** Answers whether it was done; the dialog then closes. */
  onSubmit: (path: string) => Promise<boolean>;
  onClose: () => void;
};

/** Asks for the place of a file. */
export function PathDialog({ open, title, submit, initial, workspace, onSubmit, onClose }: PathDialogProps) {
  const t = useTranslations('files.path');
  const [typed, setTyped] = useState<string>();
  const path = (typed ?? initial).trim();
  const unnamed = path === '' || path.endsWith('/') ? t('unnamed') : undefined;
  const unchanged = path === initial ? t('unchanged') : undefined;
  const close = () => {
    setTyped(undefined);
    onClose();
  };
  return (
    <Dialog open={open} title={title} onClose={close}>
      <form
        className="flex flex-col gap-3"
        onSubmit={async (event) => {
          event.preventDefault();
          if (unnamed || unchanged) return;
          if (await onSubmit(path)) close();
        }}
      >
        <Field label={t('label')} hint={t('hint')}>
          {(control) => (
            <input
              {...control}
              className="control font-mono text-xs"
              value={typed ?? initial}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        {workspace.error && <ErrorMessage error={workspace.error} />}
        <div className="flex justify-end gap-2">
          <Button onClick={close}>{t('cancel')}</Button>
          <Button
            type="submit"
            variant="primary"
            title={unnamed ?? unchanged}
            disabled={unnamed !== undefined || unchanged !== undefined}
            pending={workspace.pending === 'other'}
          >
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
