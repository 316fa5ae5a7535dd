import { expect, it } from 'vitest';
import type { Operation } from '../state/models.ts';
import { forgottenOperations } from './forgotten-operations.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW_MS = 100 * DAY_MS;

function operation(id: string, endedAtMs?: number): Operation {
  const status = endedAtMs === undefined ? 'InProgress' : 'Succeeded';
  return {
    id,
    action: 'put',
    resourceId: '/r',
    status,
    startedAtMs: 0,
    dueAtMs: 0,
    ...(endedAtMs && { endedAtMs }),
  };
}

const idsOf = (operations: Operation[]) => operations.map(({ id }) => id);

it('are those that finished more than a day ago, never one in progress', () => {
  const operations = [
    operation('old', NOW_MS - DAY_MS - 1),
    operation('new', NOW_MS - DAY_MS),
    operation('running'),
  ];
  expect(idsOf(forgottenOperations(operations, NOW_MS))).toEqual(['old']);
});

it('are the oldest when ten thousand have finished', () => {
  const many = Array.from({ length: 10_002 }, (_, place) => operation(`${place}`, NOW_MS - place));
  expect(idsOf(forgottenOperations([...many, operation('running')], NOW_MS))).toEqual(['10001', '10000']);
});
