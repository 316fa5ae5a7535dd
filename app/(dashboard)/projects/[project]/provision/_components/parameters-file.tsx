'use client';

import { Download, Upload } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Suspense, useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { buttonClass } from '@/app/_ui/button-class';
import { Message } from '@/app/_ui/message';
import { readParametersText } from '@/lib/config/parameters-text';
import type { Import } from './import-dialog';
import { ImportDialog } from './late-parts';
import { ParametersVersions } from './parameters-versions';
import type { ParametersForm } from './use-parameters';

/** A parameters file is a page of text; anything longer is another kind of file. */
const MAX_IMPORT_BYTES = 1_000_000;
const FILE_NAME = 'inference.parameters.json';

/** Takes values from a file of the reader's, after showing what changes, and hands the present ones out as one. */
export function ParametersFile({ projectId, form }: { projectId: string; form: ParametersForm }) {
  const t = useTranslations('provision.file');
  const picker = useRef<HTMLInputElement>(null);
  const [imported, setImported] = useState<Import>();
  const [refused, setRefused] = useState<string>();
  const [asked, setAsked] = useState(false);

  async function take(file: File | undefined) {
    if (!file) return;
    setAsked(true);
    const { name } = file;
    const read = file.size <= MAX_IMPORT_BYTES ? readParametersText(await file.text()) : undefined;
    if (!read) setRefused(t('tooLarge', { name }));
    else if (read.ok) setRefused(undefined);
    else if (read.fault === 'json') setRefused(t('notJson', { name, line: read.line }));
    else setRefused(t('notParameters', { name, where: read.where }));
    setImported(read?.ok ? { name, values: read.values } : undefined);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a shortcut; the button is the way for everyone.
    <div
      className="flex flex-wrap items-center gap-2"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer.files[0]);
      }}
    >
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        className="sr-only"
        tabIndex={-1}
        aria-label={t('choose')}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          // So that the same file can be chosen again once it has been mended.
          event.target.value = '';
        }}
      />
      <Button onClick={() => picker.current?.click()}>
        <Upload aria-hidden className="size-4" />
        {t('import')}
      </Button>
      <a
        className={buttonClass('secondary')}
        download={FILE_NAME}
        href={`data:application/json;charset=utf-8,${encodeURIComponent(form.text)}`}
      >
        <Download aria-hidden className="size-4" />
        {t('download')}
      </a>
      <ParametersVersions projectId={projectId} form={form} />
      {refused && (
        <div className="basis-full">
          <Message level="error" title={refused} />
        </div>
      )}
      {asked && (
        <Suspense>
          <ImportDialog form={form} imported={imported} onClose={() => setImported(undefined)} />
        </Suspense>
      )}
    </div>
  );
}
