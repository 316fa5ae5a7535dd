'use client';

import { useTranslations } from 'next-intl';
import { Copyable } from '@/app/_components/copyable';
import { Button } from '@/app/_ui/button';
import { Message } from '@/app/_ui/message';
import type { ErrorInfo } from '@/lib/core/errors';

type TenantRefusedProps = {
  name: string;
  tenantId: string;
  error: ErrorInfo;
  checking: boolean;
  onCheck: () => void;
};

/** Why a tenant cannot be used yet, and the command that opens it. */
export function TenantRefused({ name, tenantId, error, checking, onCheck }: TenantRefusedProps) {
  const t = useTranslations('provision.target');
  return (
    <Message
      level="warning"
      title={t('refused', { name })}
      actions={
        <Button pending={checking} onClick={onCheck}>
          {t('checkAgain')}
        </Button>
      }
    >
      <p>{error.message}</p>
      <p>{error.action}</p>
      <p className="mt-1">
        <Copyable text={`az login --tenant ${tenantId}`} />
      </p>
      <p className="mt-1 font-mono text-xs">{error.code}</p>
    </Message>
  );
}
