'use client';

import { useTranslations } from 'next-intl';
import { lazy, Suspense } from 'react';
import { Skeleton } from '@/app/_ui/skeleton';
import type { MergeViewProps } from './loaded-merge-view';

const LoadedMergeView = lazy(async () => ({
  default: (await import('./loaded-merge-view')).LoadedMergeView,
}));

/** Two texts compared: side by side where there is room, else one under the other. What it is made of is fetched when it is shown. */
export function MergeView(props: MergeViewProps) {
  const t = useTranslations('code');
  return (
    <Suspense
      fallback={
        <div role="status" aria-busy>
          <span className="sr-only">{t('loading')}</span>
          <Skeleton className="h-40" />
        </div>
      }
    >
      <LoadedMergeView {...props} />
    </Suspense>
  );
}
