import type { UIMessageChunk } from 'ai';
import { describe, expect, it } from 'vitest';
import { chatParametersSchema } from '@/lib/chat/parameters';
import { streamChat } from '@/lib/chat/send';
import type { Project } from '@/lib/config/projects';
import { startLocalAzure } from '@/tests/local-azure';
import { deployedProject, provisionedProject, replayApp } from '@/tests/provisioned-project';
import { tempProject } from '@/tests/temp-project';

/** A replica takes some seconds to start. */
const REPLICA_TIMEOUT_MS = 60_000;
const message = { text: 'hello', parameters: chatParametersSchema.parse({}) };

async function chat(project: Project): Promise<UIMessageChunk[]> {
  const chunks: UIMessageChunk[] = [];
  for await (const chunk of streamChat(project, message, new AbortController().signal)) chunks.push(chunk);
  return chunks;
}

describe('streamChat', { timeout: REPLICA_TIMEOUT_MS }, () => {
  it('tells what happens and streams the answer as it grows', async () => {
    await startLocalAzure();
    const chunks = await chat(await deployedProject(await replayApp()));
    const statuses = chunks.flatMap((chunk) => (chunk.type === 'data-status' ? [chunk] : []));
    expect(statuses).toMatchObject([
      { transient: true, data: { phase: 'queued', position: 0, size: 1 } },
      { transient: true, data: { phase: 'generating' } },
    ]);
    const deltas = chunks.flatMap((chunk) => (chunk.type === 'text-delta' ? [chunk.delta] : []));
    expect(deltas.length).toBeGreaterThan(3);
    expect(deltas.join('')).toBe('Arr, the héron says "kraak".\n🦜');
  });

  it('says that it is warming up while no replica is there, and ends without an error when stopped', async () => {
    await startLocalAzure();
    const project = await provisionedProject({});
    const stop = new AbortController();
    const chunks: UIMessageChunk[] = [];
    for await (const chunk of streamChat(project, message, stop.signal)) {
      chunks.push(chunk);
      stop.abort();
    }
    expect(chunks).toEqual([
      { type: 'data-status', transient: true, data: { phase: 'warming-up', detail: 'container-starting' } },
    ]);
  });

  it('gives a sentence and an action when there is nothing to talk to', async () => {
    expect(await chat(await tempProject())).toEqual([
      {
        type: 'error',
        errorText:
          'There is no model to talk to: this project has not been provisioned. Provision and deploy first.',
      },
    ]);
  });
});
