'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { withParameterValues } from '@/lib/config/parameters-text';
import { DifferenceList } from './difference-list';
import { differencesOf } from './parameter-differences';
import type { ParametersForm } from './use-parameters';

/** The values of a file of the reader's. */
export type Import = { name: string; values: Record<string, unknown> };

type ImportDialogProps = { form: ParametersForm; imported: Import | undefined; onClose: () => void };

/** What a file would change, before it does. */
export function ImportDialog({ form, imported, onClose }: ImportDialogProps) {
  const t = useTranslations('provision.file');
  // A name that the file leaves out keeps its value.
  const differences = imported ? differencesOf(form.values, { ...form.values, ...imported.values }) : [];
  return (
    <Dialog
      open={imported !== undefined}
      title={t('title', { name: imported?.name ?? '' })}
      onClose={onClose}
    >
      {differences.length === 0 ? (
        <p className="text-ink-soft">{t('same')}</p>
      ) : (
        <div className="max-h-[50vh] overflow-auto">
          <DifferenceList differences={differences} />
        </div>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>{t('leave')}</Button>
        <Button
          variant="primary"
          disabled={differences.length === 0}
          onClick={() => {
            form.replace(withParameterValues(form.text, imported?.values ?? {}));
            onClose();
          }}
        >
          {t('take')}
        </Button>
      </div>
    </Dialog>
  );
}
