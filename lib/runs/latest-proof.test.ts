import { expect, it } from 'vitest';
import type { AdapterProof } from '@/lib/runs/adapter-proof';
import { readLatestProof } from '@/lib/runs/latest-proof';
import { appendEvents, createRun } from '@/lib/runs/store';
import { withTempData } from '@/tests/temp-data';

withTempData();

const broken: AdapterProof = {
  verdict: 'broken',
  code: 'files-missing',
  message: 'It is gone.',
  action: 'Bring it back.',
  checks: [{ check: 'files', state: 'broken', detail: 'It is gone.' }],
};

it('gives the last proof of a project, whichever run has made it', async () => {
  expect(await readLatestProof('one')).toBeNull();
  const first = await createRun({ project: 'one', kind: 'deploy', input: {} });
  const proven = { ...broken, verdict: 'proven', code: 'proven' } as const;
  await appendEvents(first.runId, [
    { type: 'adapter.proof', ...proven },
    { type: 'run.finished', status: 'succeeded', result: {} },
  ]);
  expect(await readLatestProof('one')).toMatchObject({ verdict: 'proven', runId: first.runId });
  const second = await createRun({ project: 'one', kind: 'proof', input: {} });
  await appendEvents(second.runId, [{ type: 'adapter.proof', ...broken }]);
  expect(await readLatestProof('one')).toEqual({
    ...broken,
    runId: second.runId,
    at: expect.stringMatching(/Z$/),
  });
  expect(await readLatestProof('another')).toBeNull();
});
