import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evidence, evidenceOfReport } from '@/lib/deployment/replicas/evidence';
import { timelinesOf } from '@/lib/deployment/replicas/timeline';
import type { ReplicaTimeline } from '@/lib/runs/replica-stages';

const START_MS = Date.parse('2026-03-04T05:06:00.000Z');
const at = (second: number) => START_MS + second * 1_000;
const platform = (second: number, reason: string, message = '', replica = 'r-1'): Evidence => ({
  sign: 'platform',
  atMs: at(second),
  replica,
  reason,
  message,
});

const terminated = (second: number, reason: string, code = '') =>
  platform(
    second,
    'ContainerTerminated',
    `Container 'app' was terminated with exit code '${code}' and reason '${reason}'`,
  );

const report = (second: number, phase: string, phaseSeconds: Record<string, number>) =>
  evidenceOfReport(
    'r-1',
    { phase, report: { startedAt: new Date(at(second)).toISOString(), phaseSeconds } },
    at(second + 500),
  );

const started = [
  platform(0, 'AssigningReplica'),
  platform(2, 'PullingImage'),
  platform(60, 'PulledImage'),
  platform(61, 'ContainerCreated'),
  platform(61, 'ContainerStarted'),
];
const loaded = report(80, 'ready', { importing: 5, 'loading-base': 20, 'loading-adapter': 1 });

/** `stage state from-to`, in seconds from the start. */
function told(timelines: readonly ReplicaTimeline[]): string[] {
  const second = (time: string | undefined) => (time ? (Date.parse(time) - START_MS) / 1_000 : '');
  return timelines.flatMap(({ attempts }) =>
    attempts.flatMap(({ attempt, stages }) =>
      stages.map(
        ({ stage, state, startedAt, finishedAt }) =>
          `${attempt} ${stage} ${state} ${second(startedAt)}-${second(finishedAt)}`,
      ),
    ),
  );
}

const wholeStory = [
  '1 assigned done 0-2',
  '1 pulling done 2-60',
  '1 commands done 61-80',
  '1 importing done 80-85',
  '1 loading-base done 85-105',
  '1 loading-adapter done 105-106',
  '1 ready done 106-107',
];

describe('a replica that comes up', () => {
  const all: Evidence[] = [...started, ...loaded, { sign: 'answered', replica: 'r-1', atMs: at(107) }];

  it('goes through every stage, each with its beginning and its end', () => {
    expect(told(timelinesOf(all))).toEqual(wholeStory);
  });

  it('has the same story in whatever order its signs come in, and however often', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.subarray(loaded),
        (shuffled, repeated) => {
          expect(told(timelinesOf([...shuffled, ...repeated]))).toEqual(wholeStory);
        },
      ),
    );
  });

  it('is ready without stages that an app of others does not tell of', () => {
    const said: Evidence = { sign: 'reached', stage: 'ready', replica: 'r-1', atMs: at(90) };
    expect(told(timelinesOf([...started, said])).slice(2)).toEqual([
      '1 commands done 61-90',
      '1 ready running 90-',
    ]);
  });

  it('is apart from another one', () => {
    const both = timelinesOf([...started, platform(3, 'AssigningReplica', '', 'r-2')]);
    expect(both.map(({ replica, attempts }) => [replica, attempts[0]?.stages.length])).toEqual([
      ['r-1', 3],
      ['r-2', 1],
    ]);
  });
});

describe('a replica that does not come up', () => {
  it('begins another attempt each time its container ends', () => {
    const crashing = [
      ...started,
      terminated(70, 'ProcessExited', '1'),
      platform(71, 'ContainerCreated'),
      platform(71, 'ContainerStarted'),
      ...report(75, 'importing', {}),
      terminated(76, 'ProcessExited', '1'),
      platform(76.5, 'ContainerBackOff', "Persistent Failure to start container 'app'"),
      platform(90, 'ContainerStarted'),
    ];
    const timelines = timelinesOf(crashing);
    expect(told(timelines).slice(2)).toEqual([
      '1 commands failed 61-70',
      '2 commands done 71-75',
      '2 importing failed 75-76',
      '3 commands running 90-',
    ]);
    expect(timelines[0]?.attempts[1]?.stages.at(-1)?.said).toContain('Persistent Failure');
  });

  it('tells why its image cannot be pulled, and pulls on', () => {
    const refused = platform(
      10,
      'ContainerTerminated',
      "Container 'app' was terminated with exit code '' and reason 'ImagePullFailure'. No such image.",
    );
    const failed = timelinesOf([
      ...started.slice(0, 2),
      refused,
      platform(11, 'ImagePullBackOff', 'Persistent'),
    ]);
    expect(told(failed).at(-1)).toBe('1 pulling failed 2-10');
    expect(failed[0]?.attempts[0]?.stages.at(-1)?.said).toBe('Persistent');
    const again = timelinesOf([...started.slice(0, 2), refused, platform(20, 'PullingImage')]);
    expect(told(again).at(-1)).toBe('1 pulling running 2-');
    expect(again[0]?.attempts[0]?.stages.at(-1)?.said).toContain('No such image.');
  });

  it('fails in the phase in which the app gave up, in its words', () => {
    const failed = evidenceOfReport(
      'r-1',
      {
        phase: 'failed',
        reason: 'The adapter is missing.',
        report: { startedAt: new Date(at(80)).toISOString(), phaseSeconds: { importing: 5 } },
      },
      at(100),
    );
    const [timeline] = timelinesOf([...started, ...failed]);
    expect(told(timelinesOf([...started, ...failed])).at(-1)).toBe('1 importing failed 80-85');
    expect(timeline?.attempts[0]?.stages.at(-1)?.said).toBe('The adapter is missing.');
  });

  it('tells of the probe for which it is given up, and of no other one', () => {
    const probe = (second: number, text = 'Startup probe failed, will be restarted') =>
      platform(second, 'ProbeFailed', text);
    const saidAfter = (sign: Evidence) =>
      timelinesOf([...started, sign])[0]?.attempts[0]?.stages.at(-1)?.said;
    expect(saidAfter(probe(70))).toContain('probe');
    expect(saidAfter(probe(70, 'Readiness probe failed: connection refused'))).toBeUndefined();
    const answered: Evidence = { sign: 'answered', replica: 'r-1', atMs: at(107) };
    const late = timelinesOf([...started, ...loaded, answered, probe(110)]);
    expect(late[0]?.attempts[0]?.stages.at(-1)?.said).toBeUndefined();
  });
});

it('a container that was asked to end has not failed, and one that ends after it was ready has', () => {
  const answered: Evidence = { sign: 'answered', replica: 'r-1', atMs: at(107) };
  const up = [...started, ...loaded, answered];
  expect(told(timelinesOf([...up, terminated(200, 'ManuallyStopped')]))).toEqual(wholeStory);
  expect(told(timelinesOf([...up, terminated(200, 'ProbeFailure')])).at(-1)).toBe('1 ready failed 106-200');
});
