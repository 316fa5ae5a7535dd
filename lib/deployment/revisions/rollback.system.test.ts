import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { listRevisions, readRevisionSetup } from '@/lib/azure/app-revisions';
import { openFileShare } from '@/lib/azure/file-share';
import type { Project } from '@/lib/config/projects';
import { deploy } from '@/lib/deployment/deploy-definition';
import { changeActive, changeMode, changeTraffic } from '@/lib/deployment/revisions/change';
import { handOver } from '@/lib/deployment/revisions/hand-over';
import { planRollback } from '@/lib/deployment/revisions/plan-rollback';
import { revisionServer } from '@/lib/deployment/revisions/revision-server';
import { rollback } from '@/lib/deployment/revisions/rollback-definition';
import { switchRevision } from '@/lib/deployment/revisions/switch-revision';
import { syncToShare } from '@/lib/deployment/sync/sync';
import { type DeployTarget, readTarget } from '@/lib/deployment/target';
import type { GradioServer } from '@/lib/gradio/server';
import { changeSettings } from '@/lib/provisioning/app-settings/change';
import { afterSuite } from '@/tests/clean-up';
import { startLocalAzure } from '@/tests/local-azure';
import { PARAMETERS, parametersWith, provisionedProject } from '@/tests/provisioned-project';
import { bareRun } from '@/tests/step-context';
import { withTempData } from '@/tests/temp-data';

const TIMEOUT_MS = 120_000;
const PATIENCE = { timeout: 60_000, interval: 200 };
/** Enough that a split of one half each shows itself, and never all on one side. */
const REQUESTS = 40;
const never = new AbortController().signal;

/** Answers its mode and what stands in its code, as both were when it started. */
const APP = `
import http.server, os
answer = (os.environ.get('MODE', 'none') + ' ' + open('word.txt').read()).encode()
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(answer)
    def log_message(self, *args): pass
http.server.ThreadingHTTPServer(('127.0.0.1', int(os.environ['GRADIO_SERVER_PORT'])), Handler).serve_forever()
`;

withTempData();
const onEnd = afterSuite();
let project: Project;
let target: DeployTarget;
let firstCode: string;

beforeAll(async () => {
  await startLocalAzure({ onEnd });
  const commands = parametersWith([
    'until [ -f /mount/inference/app.py ]; do sleep 0.1; done',
    'cd /mount/inference',
    'exec python3 app.py',
  ]);
  const files = { [PARAMETERS]: commands, 'inference/app.py': APP, 'inference/word.txt': 'first' };
  project = await provisionedProject(files, onEnd);
  target = await readTarget(project);
  firstCode = await sync();
  await answers('none first');
}, TIMEOUT_MS);

async function sync(): Promise<string> {
  const { context } = bareRun(deploy, project, {});
  await syncToShare(context, await openFileShare(target.share));
  return context.runId;
}

async function ask({ baseUrl, fetch }: GradioServer = target.server): Promise<string> {
  const { body } = await fetch(`${baseUrl}/`, { method: 'GET', headers: {}, signal: never });
  const pieces: Uint8Array[] = [];
  for await (const piece of body ?? []) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const answers = (text: string, server?: GradioServer) =>
  vi.waitFor(async () => expect(await ask(server)).toBe(text), PATIENCE);
const latest = async () => (await readRevisionSetup(target.app)).latest;
const setMode = (value: string) => changeSettings(project, { type: 'set-variable', name: 'MODE', value });

/** What a run of that input does but for the proof that a model answers, which this app has not. */
async function goBack(input: { revision?: string; snapshot?: string }): Promise<string> {
  const { context } = bareRun(rollback, project, input);
  for (const step of rollback.steps.filter(({ name }) => name === 'check' || name === 'restore')) {
    context.results[step.name] = (await step.run(context)) ?? {};
  }
  const { revisionName } = await switchRevision(context, target, input.revision);
  return revisionName;
}

describe('in single mode', { timeout: TIMEOUT_MS }, () => {
  test('an earlier revision comes back as a copy, and the code of an earlier deploy with it', async () => {
    const old = await latest();
    await writeFile(join(project.root, 'inference/word.txt'), 'second');
    const secondCode = await sync();
    await setMode('fast');
    await answers('fast second');

    expect(await planRollback(project, { revision: old, snapshot: firstCode }, never)).toMatchObject({
      mode: 'single',
      way: 'new-revision',
      template: [{ field: 'variable', of: 'MODE', change: 'removed' }],
      files: [{ path: 'inference/word.txt', kind: 'changed' }],
    });
    const copy = await goBack({ revision: old, snapshot: firstCode });
    expect([old, secondCode]).not.toContain(copy);
    await answers('none first');
    const { context } = bareRun(rollback, project, { revision: old });
    await handOver(context, target, copy);
    expect(await latest()).toBe(copy);

    // Another one to the same finds that the latest says the same, and makes no further revision.
    expect(await goBack({ revision: old })).toBe(copy);
    // Code alone: new replicas of the revision read it.
    expect(await goBack({ snapshot: secondCode })).toBe(copy);
    await answers('none second');
  });
});

describe('in multiple mode', { timeout: TIMEOUT_MS }, () => {
  test('the traffic is split as the weights say, and a revision comes back itself', async () => {
    const old = await latest();
    await changeMode(project, 'multiple');
    await setMode('slow');
    const next = await latest();
    await answers('slow second');
    await changeTraffic(project, {
      shares: [
        { revision: old, weight: 50 },
        { revision: next, weight: 50 },
      ],
    });
    const said = new Set<string>();
    for (let count = 0; count < REQUESTS; count++) said.add(await ask());
    expect([...said].sort()).toEqual(['none second', 'slow second']);

    await changeTraffic(project, { shares: [{ revision: next, weight: 100 }] });
    await changeActive(project, { revision: old, active: false });
    expect(await planRollback(project, { revision: old }, never)).toMatchObject({
      mode: 'multiple',
      way: 'activate',
      serving: next,
      files: null,
    });
    expect(await goBack({ revision: old })).toBe(old);
    // It answers under its own name before it has any traffic.
    await answers('none second', await revisionServer(target, old, never));
    expect(await ask()).toBe('slow second');
    const { context, lines } = bareRun(rollback, project, { revision: old });
    await handOver(context, target, old);
    expect(lines).toEqual([`Revision ${old} has all the traffic.`]);
    await answers('none second');
    const revisions = await listRevisions(target.app);
    expect(revisions.find(({ name }) => name === old)).toMatchObject({ active: true, traffic: 100 });
  });
});
