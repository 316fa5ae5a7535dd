'use client';

import { useTranslations } from 'next-intl';
import { buttonClass } from '@/app/_ui/button-class';
import type { ChatParameters } from '@/lib/chat/parameters';
import { SamplingField } from './sampling-field';

const fields = [
  { name: 'temperature', min: 0, max: 2, step: 0.05 },
  { name: 'topP', min: 0, max: 1, step: 0.01 },
  { name: 'topK', min: 0, max: 200, step: 1 },
  { name: 'maxNewTokens', min: 1, max: 1024, step: 1 },
] as const satisfies { name: keyof ChatParameters; min: number; max: number; step: number }[];

type SamplingPanelProps = {
  value: ChatParameters;
  defaults: ChatParameters;
  onChange: (value: ChatParameters) => void;
};

/** How the model picks its next word. Applies from the next question on. */
export function SamplingPanel({ value, defaults, onChange }: SamplingPanelProps) {
  const t = useTranslations('chat.sampling');
  const changed = fields.some(({ name }) => value[name] !== defaults[name]);
  return (
    <details open className="h-fit rounded-lg border border-line bg-surface">
      <summary className="px-4 py-3 text-sm font-semibold">{t('title')}</summary>
      <div className="flex flex-col gap-3 px-4 pb-4">
        {fields.map((field) => (
          <SamplingField
            key={field.name}
            {...field}
            label={t(`${field.name}.label`)}
            hint={t(`${field.name}.hint`)}
            value={value[field.name]}
            onChange={(next) => onChange({ ...value, [field.name]: next })}
          />
        ))}
        <button
          type="button"
          className={buttonClass('ghost', 'self-start')}
          disabled={!changed}
          title={changed ? undefined : t('unchanged')}
          onClick={() => onChange(defaults)}
        >
          {t('reset')}
        </button>
      </div>
    </details>
  );
}
