'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Ago } from '@/app/_components/ago';
import { Badge } from '@/app/_ui/badge';
import { Button } from '@/app/_ui/button';
import type { DeployedCode } from '@/lib/deployment/revisions/snapshot-code';
import { CodeComparison } from './code-comparison';
import { RollbackButton } from './rollback-button';

type CodeRowProps = {
  projectId: string;
  code: DeployedCode;
  /** It is what the share was left with last. */
  isNow: boolean;
  reason: string | undefined;
};

/** The code that one run left: when, by which run, what differs from now, and the way back. */
export function CodeRow({ projectId, code: { runId, at, kind }, isNow, reason }: CodeRowProps) {
  const t = useTranslations('operate.revisions');
  const [comparing, setComparing] = useState(false);
  const comparisonId = useId();
  const name = `${t(`code.of.${kind ?? 'other'}`)} ${runId.slice(0, 8)}`;
  return (
    <li className="px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className="font-medium">{t(`code.of.${kind ?? 'other'}`)}</span>
        <code className="font-mono text-xs text-ink-soft">{runId.slice(0, 8)}</code>
        {isNow && <Badge tone="good">{t('code.now')}</Badge>}
        <span className="text-xs text-ink-soft">
          <Ago at={at} />
        </span>
        {kind && (
          <Link href={`/projects/${projectId}/runs/${runId}`} className="text-xs text-accent underline">
            {t('code.openRun')}
          </Link>
        )}
        {!isNow && (
          <div className="flex flex-wrap gap-2 sm:ml-auto">
            <Button
              variant="ghost"
              aria-expanded={comparing}
              aria-controls={comparisonId}
              aria-label={t('code.compareOf', { name })}
              onClick={() => setComparing(!comparing)}
            >
              {t('code.compare')}
            </Button>
            <RollbackButton
              projectId={projectId}
              to={{ snapshot: runId }}
              name={name}
              label={t('rollback.openCode', { name })}
              reason={reason}
            />
          </div>
        )}
      </div>
      <div id={comparisonId}>
        {comparing && (
          <div className="pt-2">
            <CodeComparison
              projectId={projectId}
              pair={{ from: 'now', to: runId }}
              labels={{ original: t('code.before'), modified: t('code.after') }}
            />
          </div>
        )}
      </div>
    </li>
  );
}
