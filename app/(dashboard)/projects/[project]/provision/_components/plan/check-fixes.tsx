'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { ApiError, postJson } from '@/app/_components/fetch-json';
import { Button } from '@/app/_ui/button';
import { OutwardLink } from '@/app/_ui/outward-link';
import type { ErrorInfo } from '@/lib/core/errors';
import type { CheckFix } from '@/lib/provisioning/plan/plan';
import type { Target } from '../target';

/** What fixes work on: the form, the subscription, and the plan that is to be made again. */
export type FixTools = {
  target: Target | undefined;
  onValues: (values: Record<string, unknown>) => void;
  onFixed: () => void;
};

/** The buttons beside a check that was not passed. */
export function CheckFixes({ fixes, tools }: { fixes: CheckFix[]; tools: FixTools }) {
  return (
    <div className="mt-1.5 flex flex-wrap gap-2">
      {fixes.map((fix) => (
        <FixButton key={JSON.stringify(fix)} fix={fix} tools={tools} />
      ))}
    </div>
  );
}

function FixButton({ fix, tools }: { fix: CheckFix; tools: FixTools }) {
  switch (fix.type) {
    case 'register-providers':
      return <RegisterButton namespaces={fix.namespaces} tools={tools} />;
    case 'set-parameters':
      return <Button onClick={() => tools.onValues(fix.values)}>{fix.label}</Button>;
    case 'open-link':
      return <OutwardLink href={fix.href} text={fix.label} />;
  }
}

function RegisterButton({ namespaces, tools }: { namespaces: string[]; tools: FixTools }) {
  const t = useTranslations('provision.plan');
  const lists = useTranslations('lists');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<ErrorInfo>();

  async function register() {
    setPending(true);
    setError(undefined);
    try {
      const { tenantId, subscriptionId } = tools.target ?? {};
      await postJson('/api/v1/azure/providers/register', { tenantId, subscriptionId, namespaces });
      tools.onFixed();
    } catch (thrown) {
      const unreachable = {
        code: 'dashboard_unreachable',
        message: lists('unreachable'),
        action: lists('unreachableAction'),
      };
      setError(thrown instanceof ApiError ? thrown.info : unreachable);
    } finally {
      setPending(false);
    }
  }

  return (
    <>
      <Button pending={pending} disabled={!tools.target} onClick={register}>
        {t('register', { count: namespaces.length })}
      </Button>
      {error && <ErrorMessage error={error} />}
    </>
  );
}
