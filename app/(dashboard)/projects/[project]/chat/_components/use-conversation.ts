'use client';

import { useChat } from '@ai-sdk/react';
import { DefaultChatTransport } from 'ai';
import { useState } from 'react';
import { ApiError, readProblem } from '@/app/_components/fetch-json';
import type { ChatParameters } from '@/lib/chat/parameters';
import type { ChatMessage, ChatStatus } from '@/lib/chat/status';
import { lastQuestion } from './message-text';

const RENDER_EVERY_MS = 50;

/** The conversation with the deployed model. Each question stands alone: the model gets its text and the parameters. */
export function useConversation(projectId: string, parameters: ChatParameters) {
  const [transport] = useState(() => createTransport(projectId));
  const [status, setStatus] = useState<{ reply: ChatStatus; since: string }>();
  const chat = useChat<ChatMessage>({
    transport,
    throttle: RENDER_EVERY_MS,
    onData: ({ data }) =>
      setStatus((last) => ({ reply: data, since: sameWait(last?.reply, data) && last ? last.since : now() })),
    onFinish: () => setStatus(undefined),
  });
  const request = { body: { parameters } };

  function restart(work: () => Promise<void>): void {
    setStatus(undefined);
    chat.clearError();
    void work();
  }

  return {
    messages: chat.messages,
    state: chat.status,
    error: chat.error,
    waiting: status,
    send: (text: string) => restart(() => chat.sendMessage({ text }, request)),
    again: () => restart(() => chat.regenerate(request)),
    stop: () => void chat.stop(),
    clear: () => restart(async () => chat.setMessages([])),
  };
}

function createTransport(projectId: string) {
  return new DefaultChatTransport<ChatMessage>({
    api: `/api/v1/projects/${projectId}/chat`,
    prepareSendMessagesRequest: ({ messages, body }) => ({
      body: { text: lastQuestion(messages), parameters: body?.parameters },
    }),
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (!response.ok) throw new ApiError(await readProblem(response));
      return response;
    },
  });
}

function sameWait(before: ChatStatus | undefined, after: ChatStatus): boolean {
  return before?.phase === after.phase && before.detail === after.detail;
}

function now(): string {
  return new Date().toISOString();
}
