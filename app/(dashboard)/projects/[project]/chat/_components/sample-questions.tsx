'use client';

import { useTranslations } from 'next-intl';
import { buttonClass } from '@/app/_ui/button-class';

const questions = ['one', 'two', 'three'] as const;

export function SampleQuestions({ onPick }: { onPick: (question: string) => void }) {
  const t = useTranslations('chat.empty');
  return (
    <div className="flex min-h-64 flex-1 flex-col items-center justify-center gap-3 px-4 py-8 text-center">
      <p className="font-medium">{t('title')}</p>
      <p className="max-w-sm text-ink-soft">{t('text')}</p>
      <ul className="mt-1 flex flex-wrap justify-center gap-2">
        {questions.map((key) => (
          <li key={key}>
            <button
              type="button"
              className={buttonClass('secondary', 'rounded-full')}
              onClick={() => onPick(t(key))}
            >
              {t(key)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
