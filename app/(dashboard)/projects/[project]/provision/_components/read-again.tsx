'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '@/app/_ui/button';

/** Has the page read its files anew, once they have been corrected outside. */
export function ReadAgain() {
  const t = useTranslations('provision');
  const router = useRouter();
  const [pending, startReading] = useTransition();
  return (
    <Button pending={pending} onClick={() => startReading(() => router.refresh())}>
      {t('readAgain')}
    </Button>
  );
}
