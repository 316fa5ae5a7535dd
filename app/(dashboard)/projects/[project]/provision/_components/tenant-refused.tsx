'use client';

import { useTranslations } from 'next-intl';
import { Copyable } from '@/app/_components/copyable';
import { Prose } from '@/app/_components/prose';
import { Button } from '@/app/_ui/button';
import { Message } from '@/app/_ui/message';
import type { ErrorInfo } from '@/lib/core/errors';

/** What the action of a refusal may advise; here it stands with the tenant's id, to be copied. */
const SIGN_IN = 'az login --tenant';

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
      {error.cause && <p>{error.cause}</p>}
      {!error.action.includes(SIGN_IN) && (
        <p>
          <Prose text={error.action} />
        </p>
      )}
      <p className="mt-1 flex flex-wrap items-center gap-x-2">
        {t('signIn')} <Copyable text={`${SIGN_IN} ${tenantId}`} />
      </p>
      <p className="mt-1 font-mono text-xs">{error.code}</p>
    </Message>
  );
}
