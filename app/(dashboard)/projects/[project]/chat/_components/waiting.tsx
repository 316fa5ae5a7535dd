'use client';

import { useTranslations } from 'next-intl';
import { endpointPhaseKey } from '@/app/_components/endpoint-phase';
import { formatDuration } from '@/app/_ui/duration';
import { Elapsed } from '@/app/_ui/elapsed';
import { Spinner } from '@/app/_ui/spinner';
import type { ChatStatus } from '@/lib/chat/status';

type WaitingProps = {
  status: { reply: ChatStatus; since: string } | undefined;
  /** The reply has begun: its growing text says the rest. */
  started: boolean;
};

/** What a reply is waiting for, and for how long it has. */
export function Waiting({ status, started }: WaitingProps) {
  const t = useTranslations('chat.waiting');
  const phases = useTranslations('endpoint.phase');
  if (started && status?.reply.phase !== 'warming-up' && status?.reply.phase !== 'queued') return null;

  function wordsFor(reply: ChatStatus): string {
    switch (reply.phase) {
      case 'warming-up': {
        const phase = endpointPhaseKey(reply.detail ?? '');
        return phase ? phases(phase) : (reply.detail ?? t('warmingUp'));
      }
      case 'queued':
        if (reply.position === undefined) return t('queued');
        return t('position', { position: reply.position + 1, size: reply.size ?? reply.position + 1 });
      case 'generating':
        return t('generating');
    }
  }

  return (
    <li role="status" className="flex items-center gap-2 text-xs text-ink-soft">
      <Spinner />
      {status ? wordsFor(status.reply) : t('sending')}
      {status && <Elapsed since={status.since} />}
      {status?.reply.etaMs !== undefined && (
        <span>{t('eta', { eta: formatDuration(status.reply.etaMs) })}</span>
      )}
    </li>
  );
}
