import { describe, expect, it } from 'vitest';
import { readReadiness } from '@/lib/gradio/readiness';
import { replayGradio } from '@/tests/replay-gradio';

const answering = (status: number, body: string) =>
  replayGradio('', { '/readyz': (_, response) => response.writeHead(status).end(body) });

describe('readReadiness', () => {
  it.each([
    [200, { phase: 'ready' }, { state: 'ready', phase: 'ready' }],
    [503, { phase: 'loading-adapter', reason: null }, { state: 'starting', phase: 'loading-adapter' }],
    [503, { phase: 'a phase of the future' }, { state: 'starting', phase: 'a phase of the future' }],
    [
      503,
      { phase: 'failed', reason: 'No adapter.', action: 'Copy it.' },
      { state: 'failed', phase: 'failed', reason: 'No adapter.', action: 'Copy it.' },
    ],
  ])('takes the word of the app: %i %j', async (status, report, expected) => {
    expect(await readReadiness(await answering(status, JSON.stringify(report)))).toEqual(expected);
  });

  it.each([
    [503, 'no healthy upstream'],
    [502, ''],
    [302, ''],
  ])('takes an ingress that answers %i for a container that starts', async (status, body) => {
    expect(await readReadiness(await answering(status, body))).toEqual({
      state: 'starting',
      phase: 'container-starting',
    });
  });

  it('takes an app without the route for ready once its Gradio answers, and not before', async () => {
    expect(await readReadiness(await replayGradio(''))).toEqual({ state: 'ready', phase: 'ready' });
    const stopped = await replayGradio('', {
      '/config': (_, response) => response.writeHead(404).end('<html>'),
    });
    expect(await readReadiness(stopped)).toMatchObject({ phase: 'container-starting' });
  });

  it('says that nobody is there, with what to do', async () => {
    const server = await replayGradio('');
    server.close();
    expect(await readReadiness(server)).toMatchObject({
      state: 'unreachable',
      action: expect.stringContaining('deploy again'),
    });
  });

  it('ends with the reason of its signal', async () => {
    const stop = new AbortController();
    const reason = new Error('the page was closed');
    const server = await replayGradio('', { '/readyz': () => stop.abort(reason) });
    await expect(readReadiness(server, stop.signal)).rejects.toBe(reason);
  });
});
