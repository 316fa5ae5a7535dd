import type { UIMessageChunk } from 'ai';
import { expect, it } from 'vitest';
import { chatParametersSchema } from '@/lib/chat/parameters';
import { streamChat } from '@/lib/chat/send';
import type { Project } from '@/lib/config/projects';
import { startLocalAzure } from '@/tests/local-azure';
import { provisionedProject } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';

withTempData();

function chat(project: Project, signal: AbortSignal): ReadableStream<UIMessageChunk> {
  return streamChat(project, { text: 'hello', parameters: chatParametersSchema.parse({}) }, signal);
}

it('says that it is warming up while no replica is there, and ends without an error when stopped', async () => {
  await startLocalAzure();
  const project = await provisionedProject();
  const stop = new AbortController();
  const chunks: UIMessageChunk[] = [];
  for await (const chunk of chat(project, stop.signal)) {
    chunks.push(chunk);
    stop.abort();
  }
  expect(chunks).toEqual([
    { type: 'data-status', transient: true, data: { phase: 'warming-up', detail: 'container-starting' } },
  ]);
});

it('gives a sentence and an action when there is nothing to talk to', async () => {
  const chunks: UIMessageChunk[] = [];
  for await (const chunk of chat(await tempProject(), new AbortController().signal)) chunks.push(chunk);
  expect(chunks).toEqual([
    {
      type: 'error',
      errorText:
        'There is no model to talk to: this project has not been provisioned. Provision and deploy first.',
    },
  ]);
});
