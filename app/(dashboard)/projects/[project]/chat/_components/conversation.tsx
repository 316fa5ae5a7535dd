'use client';

import { useEffect, useRef } from 'react';
import { MessageRow } from './message-row';
import { ReplyError } from './reply-error';
import { SampleQuestions } from './sample-questions';
import type { useConversation } from './use-conversation';
import { Waiting } from './waiting';

type ConversationProps = { conversation: ReturnType<typeof useConversation>; busy: boolean };

export function Conversation({ conversation, busy }: ConversationProps) {
  const { messages, error, waiting, again, send } = conversation;
  const end = useRef<HTMLDivElement>(null);
  const last = messages.at(-1);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the last message may have made it longer.
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [messages, waiting, error]);

  if (messages.length === 0) return <SampleQuestions onPick={send} />;
  return (
    <div className="flex-1 overflow-y-auto px-4 py-4">
      <ol className="mx-auto flex max-w-2xl flex-col gap-5">
        {messages.map((message) => (
          <MessageRow
            key={message.id}
            message={message}
            onAgain={!busy && !error && message === last && message.role === 'assistant' ? again : undefined}
          />
        ))}
        {busy && <Waiting status={waiting} started={last?.role === 'assistant'} />}
        {error && <ReplyError error={error} onRetry={again} />}
      </ol>
      <div ref={end} />
    </div>
  );
}
