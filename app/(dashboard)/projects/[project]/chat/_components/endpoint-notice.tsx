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
  const atRest = !('phase' in state);
  const phase = atRest ? undefined : endpointPhaseKey(state.phase);
  const { reason, action }: { reason?: string; action?: string } = atRest ? {} : state;
  const isExpected = state.state === 'starting' || state.state === 'scaled-to-zero';
  return (
    <div className="px-4 pb-3">
      <Message
        level={isExpected ? 'info' : 'warning'}
        title={reason ?? (phase ? t(`phase.${phase}`) : t(`title.${state.state}`))}
        actions={
          <Link
            href={`/projects/${projectId}/${atRest ? 'operate/app' : 'deploy'}`}
            className="text-xs text-accent underline"
          >
            {t(atRest ? 'operate' : 'deploy')}
          </Link>
        }
      >
        {action ?? t(`text.${state.state}`)}
      </Message>
    </div>
  );
}
