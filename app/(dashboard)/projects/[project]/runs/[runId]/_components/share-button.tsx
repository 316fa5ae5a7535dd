'use client';

import { Share2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';
import { ShareForm } from './share-form';

export function ShareButton({ runId }: { runId: string }) {
  const t = useTranslations('run.share');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Share2 aria-hidden className="size-4" />
        {t('open')}
      </Button>
      <Dialog open={open} title={t('title')} onClose={() => setOpen(false)}>
        <ShareForm runId={runId} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
