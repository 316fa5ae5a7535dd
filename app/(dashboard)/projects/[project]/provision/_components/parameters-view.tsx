'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/app/_ui/button';
import { cx } from '@/app/_ui/cx';
import { Message } from '@/app/_ui/message';
import { ParametersFile } from './parameters-file';
import type { ParametersForm } from './use-parameters';

export type View = 'form' | 'json';

const views = ['form', 'json'] as const;

type ParametersViewProps = {
  projectId: string;
  form: ParametersForm;
  view: View;
  onView: (view: View) => void;
};

/** Form or JSON of the same text, and the ways in and out of it. */
export function ParametersView({ projectId, form, view, onView }: ParametersViewProps) {
  const t = useTranslations('provision.view');
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <fieldset className="inline-flex rounded-md border border-line-strong bg-surface p-0.5">
          <legend className="sr-only">{t('label')}</legend>
          {views.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={view === each}
              className={cx(
                'min-h-8 rounded px-3 touch:min-h-10 text-sm font-medium',
                view === each ? 'bg-accent-wash text-accent' : 'text-ink-soft hover:text-ink',
              )}
              onClick={() => onView(each)}
            >
              {t(each)}
            </button>
          ))}
        </fieldset>
        <ParametersFile projectId={projectId} form={form} />
      </div>
      {view === 'form' && form.fault && (
        <Message
          level="warning"
          title={t('invalid')}
          actions={
            <span className="flex gap-2">
              <Button onClick={() => onView('json')}>{t('toJson')}</Button>
              <Button onClick={form.backToReadable}>{t('discard')}</Button>
            </span>
          }
        />
      )}
    </>
  );
}
