'use client';

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import type { RunView } from '@/lib/runs/view';

/** Says in the tab where the run stands, for who looks at another one meanwhile. */
export function useTabTitle({ status, kind }: Pick<RunView, 'status' | 'kind'>): void {
  const t = useTranslations('run');
  const statusName = useTranslations('runStatus')(status);
  const kindName = useTranslations('runs')(`kind.${kind}`);
  const title = t('tabTitle', { status: statusName, kind: kindName });
  useEffect(() => {
    document.title = title;
  }, [title]);
}
