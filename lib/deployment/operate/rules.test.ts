import { describe, expect, it } from 'vitest';
import {
  type AppAction,
  type AppState,
  appStateOf,
  canDeploy,
  canProvision,
  judgeAction,
} from '@/lib/deployment/operate/rules';

describe('what is allowed', () => {
  it('lets a new project provision, but not deploy', () => {
    const state = { provisioned: false, activeRun: null };
    expect(canProvision(state)).toEqual({ allowed: true });
    expect(canDeploy(state)).toEqual({ allowed: false, reason: 'not-provisioned' });
  });

  it('lets a provisioned project do either', () => {
    const state = { provisioned: true, activeRun: null };
    expect(canProvision(state)).toEqual({ allowed: true });
    expect(canDeploy(state)).toEqual({ allowed: true });
  });

  it('lets nothing begin while a change is under way', () => {
    const state = { provisioned: true, activeRun: 'deploy' } as const;
    expect(canProvision(state)).toEqual({ allowed: false, reason: 'run-active' });
    expect(canDeploy(state)).toEqual({ allowed: false, reason: 'run-active' });
  });
});

const seen = {
  provisioningState: 'Succeeded',
  stopped: false,
  revision: { active: true, runningState: 'Running' },
  minReplicas: 1,
  replicas: [{ ready: true }],
};

describe('the state of an app', () => {
  it.each<[AppState, string, Partial<typeof seen>]>([
    ['running', 'a replica is ready', {}],
    ['running', 'one of two replicas is ready', { replicas: [{ ready: false }, { ready: true }] }],
    ['starting', 'no replica is ready', { replicas: [{ ready: false }] }],
    ['starting', 'a replica that is kept is not there yet', { replicas: [] }],
    ['scaled-to-zero', 'none is kept and none is there', { replicas: [], minReplicas: 0 }],
    ['failed', 'its revision fails', { revision: { active: true, runningState: 'Failed' } }],
    ['inactive', 'its revision is switched off', { revision: { active: false, runningState: 'Stopped' } }],
    ['stopped', 'it is stopped, whatever its revision', { stopped: true }],
    ['changing', 'Azure is at work, whatever else', { stopped: true, provisioningState: 'InProgress' }],
  ])('is %s when %s', (state, _, change) => {
    expect(appStateOf({ ...seen, ...change })).toBe(state);
  });
});

const states: AppState[] = [
  'changing',
  'stopped',
  'inactive',
  'failed',
  'scaled-to-zero',
  'starting',
  'running',
];

describe('what can be done to an app', () => {
  it.each<[AppAction, AppState[]]>([
    ['stop', ['inactive', 'failed', 'scaled-to-zero', 'starting', 'running']],
    ['start', ['stopped']],
    ['scale', ['inactive', 'failed', 'scaled-to-zero', 'starting', 'running']],
    ['wake', ['scaled-to-zero']],
    ['restart', ['inactive', 'failed', 'scaled-to-zero', 'starting', 'running']],
    ['new-revision', ['inactive', 'failed', 'scaled-to-zero', 'starting', 'running']],
    ['stop-start', ['stopped', 'failed', 'starting', 'running']],
  ])('%s: while it is %s, and in no other state', (action, possible) => {
    const allowed = states.filter((state) => judgeAction(action, { state, revisionMode: 'single' }).allowed);
    expect(allowed.sort()).toEqual(possible.sort());
  });

  it('says why something cannot be done, and what to do instead', () => {
    expect(judgeAction('wake', { state: 'stopped', revisionMode: 'single' })).toEqual({
      allowed: false,
      code: 'app_stopped',
      message: 'The app is stopped: nothing of it runs, and no request wakes it.',
      action: 'Start the app first.',
    });
  });

  it.each<[AppAction, boolean]>([
    ['scale', false],
    ['new-revision', false],
    ['restart', true],
    ['stop-start', true],
    ['stop', true],
  ])(
    '%s, where several revisions run at once: %s, as a new revision would get no traffic',
    (action, allowed) => {
      expect(judgeAction(action, { state: 'running', revisionMode: 'multiple' }).allowed).toBe(allowed);
    },
  );
});
