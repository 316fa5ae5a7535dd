'use client';

import { FileUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import { cx } from '@/app/_ui/cx';
import { type ConfigDraft, readConfigText } from '@/lib/provisioning/manual/config-draft';

/** No config comes near this. */
const MAX_FILE_BYTES = 100_000;

/** Takes an existing `inference.config.json`, dropped or chosen, and hands on its six values. */
export function FileDrop({ onConfig }: { onConfig: (config: ConfigDraft) => void }) {
  const t = useTranslations('settings.endpoint.file');
  const inputId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [outcome, setOutcome] = useState<'taken' | 'refused'>();

  async function take(file: File | undefined) {
    if (!file) return;
    const config = file.size > MAX_FILE_BYTES ? null : readConfigText(await file.text());
    setOutcome(config ? 'taken' : 'refused');
    if (config) onConfig(config);
  }

  const takeAtFirst = useEffectEvent(() => void take(input.current?.files?.[0]));
  // The browser lets a file be chosen before the page listens.
  useEffect(() => takeAtFirst(), []);

  return (
    <label
      htmlFor={inputId}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
      className={cx(
        'flex min-h-12 cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 rounded-md border border-dashed px-3 py-2 focus-within:outline-2 focus-within:outline-accent',
        over ? 'border-accent bg-accent-wash' : 'border-line-strong',
      )}
    >
      <FileUp aria-hidden className="size-4 text-ink-soft" />
      <span>{t('label')}</span>
      <input
        ref={input}
        id={inputId}
        type="file"
        accept=".json,application/json"
        className="sr-only"
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <span
        aria-live="polite"
        className={cx('text-xs', outcome === 'refused' ? 'text-bad' : 'text-ink-soft')}
      >
        {outcome && t(outcome)}
      </span>
    </label>
  );
}
