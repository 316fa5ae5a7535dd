'use client';

import { useTranslations } from 'next-intl';
import { ErrorMessage } from '@/app/_components/error-message';
import { Button } from '@/app/_ui/button';
import { OutwardLink } from '@/app/_ui/outward-link';
import type { CheckFix } from '@/lib/provisioning/plan/plan';
import type { FixTools } from './fix-tools';
import { RegisterButton } from './register-button';
import { useFixRequest } from './use-fix-request';

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
      return (
        <Button className="whitespace-normal!" onClick={() => tools.onValues(fix.values)}>
          {fix.label}
        </Button>
      );
    case 'prune-history':
      return <PruneButton count={fix.count} tools={tools} />;
    case 'open-link':
      return <OutwardLink href={fix.href} text={fix.label} />;
  }
}

function PruneButton({ count, tools }: { count: number; tools: FixTools }) {
  const t = useTranslations('provision.plan');
  const prune = useFixRequest('/api/v1/azure/deployments/prune', tools.onFixed);
  return (
    <>
      <Button pending={prune.pending} disabled={!tools.target} onClick={() => prune.send(tools.target)}>
        {t('prune', { count })}
      </Button>
      {prune.error && <ErrorMessage error={prune.error} />}
    </>
  );
}
