'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ConfigList } from '@/app/_components/config-list';
import { buttonClass } from '@/app/_ui/button-class';
import { OutwardLink } from '@/app/_ui/outward-link';
import { Panel } from '@/app/_ui/panel';
import type { InferenceConfig } from '@/lib/config/inference-config';
import type { RunKind } from '@/lib/runs/events';
import type { RunView } from '@/lib/runs/view';

/** Where the journey goes on. */
const nextPage = {
  provision: 'deploy',
  deploy: 'chat',
  restart: 'chat',
  teardown: 'provision',
} as const satisfies Record<RunKind, string>;

type RunOutcomeProps = {
  projectId: string;
  view: RunView;
  config: InferenceConfig | null;
  portalUrl: string | null;
};

/** What a run that succeeded has left behind, and where to go from here. */
export function RunOutcome({ projectId, view, config, portalUrl }: RunOutcomeProps) {
  const t = useTranslations('run.outcome');
  const next = nextPage[view.kind];
  const endpoint = view.result?.endpointUrl;
  return (
    <Panel title={t(`title.${view.kind}`)}>
      <p className="text-ink-soft">{t(`text.${view.kind}`)}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Link href={`/projects/${projectId}/${next}`} className={buttonClass('primary')}>
          {t(`next.${next}`)}
        </Link>
        {endpoint && <OutwardLink href={endpoint} text={t('endpoint')} />}
        {portalUrl && <OutwardLink href={portalUrl} text={t('portal')} />}
      </div>
      {config && (
        <div className="mt-4 border-t border-line pt-3">
          <ConfigList config={config} />
        </div>
      )}
    </Panel>
  );
}
