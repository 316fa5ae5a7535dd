import assert from 'node:assert/strict';

/** @typedef {{ seq: number, type: string } & Record<string, any>} LoggedEvent */

/** A resource goes through these in this order; who was away meanwhile may have missed one. */
const STATES = ['waiting', 'running', 'succeeded'];

/**
 * Throws an AssertionError for a log that is broken in itself: a gap, something told twice, no end or one in its middle.
 * @param {LoggedEvent[]} events
 */
export function requireWholeLog(events) {
  assert.deepEqual(
    events.map(({ seq }) => seq),
    events.map((_, index) => index + 1),
    'the events are not numbered one by one',
  );
  /** @param {string} type */
  const of = (type) => events.filter((event) => event.type === type);
  assert.equal(of('run.queued').length, 1, 'a run is queued once');
  assert.deepEqual(
    of('run.started').map(({ attempt }) => attempt),
    of('run.started').map((_, index) => index + 1),
    'each attempt is told once',
  );
  assert.deepEqual(
    [events.length],
    of('run.finished').map(({ seq }) => seq),
    'a run ends once, and last',
  );
}

/**
 * What an event log tells, without what may differ between two runs that came to the same: times, the run's own name, and how
 * often a step was taken up anew. Throws an AssertionError for a log that is broken in itself: also where a resource or a
 * count goes back.
 * @param {string} runId @param {LoggedEvent[]} events
 */
export function storyOf(runId, events) {
  requireWholeLog(events);
  /** @param {string} type */
  const of = (type) => events.filter((event) => event.type === type);
  const counts = of('step.progress').map(({ done }) => done);
  assert.deepEqual(
    counts,
    counts.toSorted((a, b) => a - b),
    'the count of what is done goes back',
  );
  const [end] = of('run.finished');
  const story = {
    steps: of('step.finished').map(({ step, result }) => ({ step, result })),
    begun: [...new Set(of('step.started').map(({ step }) => step))],
    resources: lastStates(of('resource.changed')),
    progress: of('step.progress')
      .slice(-1)
      .map(({ done, total, unit }) => ({ done, total, unit })),
    lines: of('log.chunk').flatMap(({ lines }) => lines),
    notices: of('notice').map(({ message }) => message),
    end: { status: end?.status, result: end?.result, error: end?.error },
  };
  return JSON.parse(JSON.stringify(story).replaceAll(runId, '{run}'));
}

/** @param {LoggedEvent[]} rows */
function lastStates(rows) {
  /** @type {Map<string, string>} */
  const states = new Map();
  for (const { id, state } of rows) {
    const before = states.get(id.toLowerCase());
    const goesOn = before === undefined || STATES.indexOf(state) > STATES.indexOf(before);
    assert.ok(goesOn, `${id} was ${before}, and then ${state}`);
    states.set(id.toLowerCase(), state);
  }
  return [...states].map(([id, state]) => `${id} ${state}`).sort();
}
