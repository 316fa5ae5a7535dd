'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useEndpoint } from '@/app/_components/use-endpoint';
import { Button } from '@/app/_ui/button';
import type { ChatParameters } from '@/lib/chat/parameters';
import { ChatHeader } from './chat-header';
import { Composer } from './composer';
import { Conversation } from './conversation';
import { EndpointNotice } from './endpoint-notice';
import { SamplingPanel } from './sampling-panel';
import { useConversation } from './use-conversation';

type ChatPanelProps = { projectId: string; defaults: ChatParameters };

export function ChatPanel({ projectId, defaults }: ChatPanelProps) {
  const t = useTranslations('chat');
  const [parameters, setParameters] = useState<ChatParameters>(defaults);
  const endpoint = useEndpoint(projectId);
  const conversation = useConversation(projectId, parameters);
  const busy = conversation.state === 'submitted' || conversation.state === 'streaming';

  return (
    <div className="flex min-h-[calc(100dvh-8rem)] flex-col lg:h-[calc(100dvh-4rem)] lg:min-h-0">
      <ChatHeader
        projectId={projectId}
        endpoint={endpoint.data}
        actions={
          conversation.messages.length > 0 && (
            <Button onClick={conversation.clear} disabled={busy}>
              {t('clear')}
            </Button>
          )
        }
      />
      <div className="grid min-h-0 flex-1 gap-4 lg:grid-cols-[minmax(0,1fr)_17rem]">
        <section
          aria-label={t('conversation')}
          className="flex min-h-0 flex-col rounded-lg border border-line bg-surface"
        >
          <Conversation conversation={conversation} busy={busy} />
          <EndpointNotice projectId={projectId} endpoint={endpoint} />
          <Composer busy={busy} onSend={conversation.send} onStop={conversation.stop} />
        </section>
        <SamplingPanel value={parameters} defaults={defaults} onChange={setParameters} />
      </div>
    </div>
  );
}
