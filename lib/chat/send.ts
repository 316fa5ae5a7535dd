import 'server-only';
import { createUIMessageStream, type UIMessageChunk } from 'ai';
import { endpointUrl } from '@/lib/azure/cloud';
import { appFetch } from '@/lib/azure/endpoint-key';
import type { ChatParameters } from '@/lib/chat/parameters';
import type { ChatMessage, ChatStatus } from '@/lib/chat/status';
import { type ChatWriter, textSink } from '@/lib/chat/text-sink';
import { waitForApp } from '@/lib/chat/wait-for-app';
import { readInferenceConfig } from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { AppError, toErrorInfo } from '@/lib/core/errors';
import { generate } from '@/lib/gradio/generate';
import type { GradioServer } from '@/lib/gradio/server';

/** From the question to the last token, warming up included; a longer answer is cut by `maxNewTokens` long before. */
const CHAT_TIMEOUT_MS = 20 * 60_000;

/**
 * Sends one message to the project's model and streams the answer as the AI SDK's UI message chunks, with transient `data-status`
 * parts while there is no text. The model sees this text alone: `run_generation` knows no history.
 * Aborting `signal` stops the generation and ends the stream; a failure is one `error` chunk with text meant for people.
 */
export function streamChat(
  project: Project,
  message: { text: string; parameters: ChatParameters },
  signal: AbortSignal,
): ReadableStream<UIMessageChunk> {
  return createUIMessageStream<ChatMessage>({
    async execute({ writer }) {
      const timeout = AbortSignal.timeout(CHAT_TIMEOUT_MS);
      try {
        await answer(project, message, writer, AbortSignal.any([signal, timeout]));
      } catch (error) {
        if (signal.aborted) return;
        throw timeout.aborted ? tooLong() : error;
      }
    },
    onError: (error) => {
      const { message: sentence, action } = toErrorInfo(error);
      return `${sentence} ${action}`;
    },
  });
}

async function answer(
  project: Project,
  { text, parameters }: { text: string; parameters: ChatParameters },
  writer: ChatWriter,
  signal: AbortSignal,
): Promise<void> {
  const server = await serverOf(project);
  const tell = (data: ChatStatus) => writer.write({ type: 'data-status', transient: true, data });
  await waitForApp(server, (detail) => tell({ phase: 'warming-up', detail }), signal);
  const sink = textSink(writer);
  for await (const update of generate(server, { text, ...parameters }, signal)) {
    switch (update.type) {
      case 'queued': {
        const { type: _, ...place } = update;
        tell({ phase: 'queued', ...place });
        break;
      }
      case 'started':
        tell({ phase: 'generating' });
        break;
      case 'text':
        sink.show(update.text);
        break;
    }
  }
  sink.end();
}

async function serverOf(project: Project): Promise<GradioServer> {
  const config = await readInferenceConfig(project);
  if (config) {
    const app = {
      subscriptionId: config.SUBSCRIPTION_ID,
      resourceGroup: config.RESOURCE_GROUP_NAME,
      appName: config.ACA_APP_NAME,
    };
    return { baseUrl: endpointUrl(config.ACA_APP_ENDPOINT), fetch: appFetch(app) };
  }
  throw new AppError('conflict', {
    code: 'not_provisioned',
    message: 'There is no model to talk to: this project has not been provisioned.',
    action: 'Provision and deploy first.',
  });
}

function tooLong(): AppError {
  return new AppError('timeout', {
    code: 'chat_timeout',
    message: `The answer was not complete within ${CHAT_TIMEOUT_MS / 60_000} minutes.`,
    action: 'Ask for fewer new tokens, then send the message again.',
  });
}
