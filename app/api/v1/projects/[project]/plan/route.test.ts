import { beforeAll, describe, expect, it, vi } from 'vitest';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { inputWith } from '@/tests/plan-for';
import { quickTemplate, TEMPLATE } from '@/tests/provisioned-project';
import { withTempData } from '@/tests/temp-data';
import { tempProject } from '@/tests/temp-project';
import { POST } from './route';

withTempData();

describe('the plan over HTTP', { timeout: 60_000 }, () => {
  const onEnd = afterSuite();

  beforeAll(async () => {
    await startLocalAzure({ onEnd });
    const { root } = await tempProject({ [TEMPLATE]: await quickTemplate() }, onEnd);
    const { root: bare } = await tempProject({}, onEnd);
    vi.stubEnv('SLIPWAY_PROJECTS', `planned=${root},bare=${bare}`);
  });

  const ask = (project: string, headers: Record<string, string> = {}) =>
    POST(
      new Request('http://localhost:3000/api/v1', {
        method: 'POST',
        headers: { host: 'localhost:3000', ...headers },
        body: JSON.stringify(inputWith()),
      }),
      { params: Promise.resolve({ project }) },
    );

  it('is answered as JSON', async () => {
    const answer = await ask('planned');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ checks: expect.any(Array), expiresAt: expect.any(String) });
  });

  it('is told part by part to whoever asks for events, the plan last', async () => {
    const text = await (await ask('planned', { accept: 'text/event-stream' })).text();
    const events = [...text.matchAll(/^event: (.*)$/gm)].map(([, name]) => name);
    expect(events.filter((name) => name === 'check')).toHaveLength(15);
    expect(events).toContain('changes');
    expect(events.slice(-2)).toEqual(['plan', 'end']);
  });

  it('that cannot be made is an event with the problem', async () => {
    const text = await (await ask('bare', { accept: 'text/event-stream' })).text();
    expect(text).toMatch(/event: error\ndata: .*"code":"template_missing"/);
  });
});
