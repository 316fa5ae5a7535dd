'use client';

import { ExternalLink } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ConfigList } from '@/app/_components/config-list';
import { buttonClass } from '@/app/_ui/button-class';
import { Panel } from '@/app/_ui/panel';
import type { InferenceConfig } from '@/lib/config/inference-config';
import type { RunView } from '@/lib/runs/view';

type RunOutcomeProps = {
  projectId: string;
  view: RunView;
  config: InferenceConfig | null;
  portalUrl: string | null;
};

/** What a run that succeeded has left behind, and where to go from here. */
export function RunOutcome({ projectId, view, config, portalUrl }: RunOutcomeProps) {
  const t = useTranslations('run.outcome');
  const next = view.kind === 'provision' ? 'deploy' : 'chat';
  const endpoint = view.result?.endpointUrl;
  return (
    <Panel
      title={t(`title.${view.kind}`)}
      description={t(`text.${view.kind}`)}
      actions={
        <div className="flex flex-wrap gap-2">
          {portalUrl && (
            <a href={portalUrl} target="_blank" rel="noreferrer" className={buttonClass('ghost')}>
              {t('portal')}
              <ExternalLink aria-hidden className="size-3.5" />
            </a>
          )}
          {endpoint && (
            <a href={endpoint} target="_blank" rel="noreferrer" className={buttonClass('secondary')}>
              {t('endpoint')}
              <ExternalLink aria-hidden className="size-3.5" />
            </a>
          )}
          <Link href={`/projects/${projectId}/${next}`} className={buttonClass('primary')}>
            {t(`next.${next}`)}
          </Link>
        </div>
      }
      flush
    >
      {config && <ConfigList config={config} />}
    </Panel>
  );
}
