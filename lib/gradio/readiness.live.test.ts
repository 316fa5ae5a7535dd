import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readReadiness } from '@/lib/gradio/readiness';
import { directServer } from '@/tests/direct-server';
import { startInferenceApp, withoutAdapter } from '@/tests/inference-app';
import { type PythonProgram, START_TIMEOUT_MS, startPython } from '@/tests/python-program';

/** Looks as often as a starting app changes, until it is ready or has failed. */
async function watchStart(app: PythonProgram) {
  const seen: Awaited<ReturnType<typeof readReadiness>>[] = [];
  await vi.waitFor(
    async () => {
      const readiness = await readReadiness(directServer(app.baseUrl));
      if (readiness.phase !== seen.at(-1)?.phase) seen.push(readiness);
      expect(['ready', 'failed']).toContain(readiness.state);
    },
    { timeout: START_TIMEOUT_MS, interval: 10 },
  );
  return seen;
}

describe('readReadiness', { timeout: START_TIMEOUT_MS }, () => {
  it('follows the inference app from the first moment to its model, and notices its end', async () => {
    const app = await startInferenceApp(onTestFinished);
    const seen = await watchStart(app);
    const order = ['importing', 'loading-base', 'loading-adapter', 'ready'];
    // While it imports on a busy machine, the app may keep silent for longer than a look waits.
    const told = seen.map(({ phase }) => phase).filter((phase) => phase !== 'unreachable');
    const phases = told.filter((phase, index) => phase !== told[index - 1]);
    expect(phases).toEqual(order.filter((phase) => phases.includes(phase)));
    expect(seen).toContainEqual(expect.objectContaining({ state: 'starting', phase: 'importing' }));
    expect(seen.at(-1)).toMatchObject({
      state: 'ready',
      phase: 'ready',
      report: { base: 'slipway-sample-base', adapterSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    const { startedAt = '', phaseSeconds = {} } = seen.at(-1)?.report ?? {};
    expect(Date.parse(startedAt)).toBeLessThanOrEqual(Date.now());
    expect(Object.keys(phaseSeconds)).toEqual(['importing', 'loading-base', 'loading-adapter']);

    await app.kill();
    expect(await readReadiness(directServer(app.baseUrl))).toMatchObject({
      state: 'unreachable',
      action: expect.stringContaining('deploy again'),
    });
  });

  it('gives the reason and the action of an app that could not load its model', async () => {
    const seen = await watchStart(await startInferenceApp(onTestFinished, withoutAdapter));
    expect(seen.at(-1)).toMatchObject({
      state: 'failed',
      phase: 'failed',
      reason: 'The adapter is missing: there is no folder at ../models/adapter.',
      action: expect.stringContaining('Upload the adapter'),
    });
  });

  it('takes an app without the route for ready once its Gradio answers', async () => {
    const app = await startPython('lib/gradio/fixtures/odd_functions.py', onTestFinished);
    const seen = await watchStart(app);
    expect(seen.at(-1)).toEqual({ state: 'ready', phase: 'ready' });
  });
});
