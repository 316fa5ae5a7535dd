'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { endpointPhaseKey } from '@/app/_components/endpoint-phase';
import type { useEndpoint } from '@/app/_components/use-endpoint';
import { Message } from '@/app/_ui/message';

type EndpointNoticeProps = { projectId: string; endpoint: ReturnType<typeof useEndpoint> };

/** Why the model does not answer yet, for as long as it does not. */
export function EndpointNotice({ projectId, endpoint }: EndpointNoticeProps) {
  const t = useTranslations('endpoint');
  const state = endpoint.data;
  if (!state || state.state === 'ready' || state.state === 'not-provisioned') return null;
  const phase = endpointPhaseKey(state.phase);
  return (
    <div className="px-4 pb-3">
      <Message
        level={state.state === 'starting' ? 'info' : 'warning'}
        title={state.reason ?? (phase ? t(`phase.${phase}`) : t(`title.${state.state}`))}
        actions={
          <Link href={`/projects/${projectId}/deploy`} className="text-xs text-accent underline">
            {t('deploy')}
          </Link>
        }
      >
        {state.action ?? t(`text.${state.state}`)}
      </Message>
    </div>
  );
}
