'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { buttonClass } from '@/app/_ui/button-class';

const YEAR_SECONDS = 31_536_000;
const icons = { system: Monitor, light: Sun, dark: Moon } as const;
const next = { system: 'light', light: 'dark', dark: 'system' } as const;

export function ThemeToggle({ initial }: { initial: 'light' | 'dark' | undefined }) {
  const t = useTranslations('shell.theme');
  const [theme, setTheme] = useState<keyof typeof icons>(initial ?? 'system');

  function advance() {
    const chosen = next[theme];
    const age = chosen === 'system' ? 0 : YEAR_SECONDS;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing from browsers we serve.
    document.cookie = `slipway-theme=${chosen};path=/;max-age=${age};samesite=lax`;
    if (chosen === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    setTheme(chosen);
  }

  const Icon = icons[theme];
  return (
    <button
      type="button"
      onClick={advance}
      title={t(theme)}
      className={buttonClass('ghost', undefined, 'icon')}
    >
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{t(theme)}</span>
    </button>
  );
}
