import { describe, expect, it } from 'vitest';
import type { ResourceOperation } from '@/lib/azure/deployments';
import { ResourceBoard } from '@/lib/provisioning/resource-board';

const app = { id: '/x/containerApps/app', resourceType: 'Microsoft.App/containerApps', name: 'app' };
const operation = (status: ResourceOperation['status'], more: Partial<ResourceOperation> = {}) => [
  { ...app, status, elapsedMs: undefined, ...more },
];

describe('ResourceBoard', () => {
  it('shows a resource as waiting until Azure comes to it, then follows it', () => {
    let now = 1_000;
    const board = new ResourceBoard([], () => now);
    expect(board.expect([app])).toMatchObject([{ ...app, state: 'waiting', elapsedMs: 0 }]);
    now = 5_000;
    expect(board.update(operation('running'))).toMatchObject([{ state: 'running', elapsedMs: 0 }]);
    now = 9_000;
    expect(board.update(operation('succeeded'))).toMatchObject([{ state: 'succeeded', elapsedMs: 4_000 }]);
    expect([board.done, board.total]).toEqual([1, 1]);
  });

  it("trusts Azure's own measure of time where there is one", () => {
    const board = new ResourceBoard();
    expect(board.update(operation('succeeded', { elapsedMs: 77 }))).toMatchObject([{ elapsedMs: 77 }]);
  });

  it('says nothing about what has not changed, whatever the case of an id', () => {
    const board = new ResourceBoard();
    board.update(operation('running'));
    expect(board.update(operation('running', { id: app.id.toUpperCase() }))).toEqual([]);
    expect(board.expect([{ ...app, id: app.id.toUpperCase() }])).toEqual([]);
  });

  it('gives the reason of a failure', () => {
    const error = { code: 'QuotaExceeded', message: 'No cores left.' };
    expect(new ResourceBoard().update(operation('failed', { error }))).toMatchObject([
      { state: 'failed', error: { code: 'QuotaExceeded', message: 'No cores left.' } },
    ]);
  });

  it('closes what will not be made any more, and only that', () => {
    const board = new ResourceBoard();
    board.update(operation('succeeded'));
    board.expect([{ ...app, id: '/x/other', name: 'other' }]);
    expect(board.close()).toMatchObject([{ name: 'other', state: 'cancelled' }]);
    expect(board.close()).toEqual([]);
  });

  it('goes on from what an attempt before it has told', () => {
    let now = 1_000;
    const [told] = new ResourceBoard([], () => now).update(operation('running', { elapsedMs: 3_000 }));
    const board = new ResourceBoard(told ? [told] : [], () => now);
    expect(board.expect([{ ...app, id: app.id.toUpperCase() }])).toEqual([]);
    expect(board.update(operation('running'))).toEqual([]);
    now = 2_000;
    expect(board.update(operation('succeeded'))).toMatchObject([{ state: 'succeeded', elapsedMs: 4_000 }]);
    expect([board.done, board.total]).toEqual([1, 1]);
  });
});
