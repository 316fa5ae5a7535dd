import { expect, it } from 'vitest';
import { replicaName } from './names.ts';

const revision = { appId: '/rg/app', revisionName: 'app--one' };

it('names replicas as the service does', () => {
  expect(replicaName(revision, 0)).toMatch(/^app--one-[a-z0-9]{10}-[a-z0-9]{5}$/);
});

it('gives replicas of one generation the same hash and different suffixes, and the next generation another hash', () => {
  const names = [replicaName(revision, 0), replicaName(revision, 0), replicaName(revision, 1)];
  const hashes = names.map((name) => name.slice(0, -6));
  expect(new Set(names).size).toBe(3);
  expect(hashes[0]).toBe(hashes[1]);
  expect(hashes[0]).not.toBe(hashes[2]);
});
