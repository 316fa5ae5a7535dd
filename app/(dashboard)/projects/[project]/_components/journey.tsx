'use client';

import { useTranslations } from 'next-intl';
import { ProjectAdapterBadge } from '@/app/_components/adapter/project-adapter-badge';
import { EndpointBadge } from '@/app/_components/endpoint-badge';
import { useEndpoint } from '@/app/_components/use-endpoint';
import { OutwardLink } from '@/app/_ui/outward-link';
import { JourneyStep } from './journey-step';
import { type Stage, stageOf } from './stage';

const order = ['provision', 'deploy', 'chat'] as const satisfies Stage[];

type JourneyProps = {
  projectId: string;
  provisioned: boolean;
  /** The last deploy or restart ended well. */
  deployed: boolean;
};

/** The three steps of the way, with the one to take now as the page's one primary button. */
export function Journey({ projectId, provisioned, deployed }: JourneyProps) {
  const t = useTranslations('overview.journey');
  const endpoint = useEndpoint(projectId);
  const stage = stageOf(provisioned, deployed, endpoint.data);
  const url = endpoint.data && endpoint.data.state !== 'not-provisioned' ? endpoint.data.url : undefined;
  return (
    <section aria-label={t('label')} className="rounded-lg border border-line bg-surface">
      <ol className="grid divide-y divide-line md:grid-cols-3 md:divide-x md:divide-y-0">
        {order.map((step, index) => (
          <JourneyStep
            key={step}
            number={index + 1}
            step={step}
            state={order.indexOf(stage) > index ? 'done' : stage === step ? 'current' : 'ahead'}
            href={`/projects/${projectId}/${step}`}
          />
        ))}
      </ol>
      <div className="flex min-h-14 flex-wrap items-center gap-3 border-t border-line px-4 py-2">
        <span className="text-xs text-ink-soft">{t('endpoint')}</span>
        <EndpointBadge state={provisioned ? endpoint.data?.state : 'not-provisioned'} />
        {provisioned && <ProjectAdapterBadge projectId={projectId} />}
        {url && <OutwardLink href={url} text={t('open')} className="ml-auto" />}
      </div>
    </section>
  );
}
