import type { BodyBuffers } from './body-buffers.ts';
import { identityOf } from './disk.ts';
import type { Entries, Entry, EntryKind, Place } from './entries.ts';
import { FilesError } from './files-error.ts';
import type { Grant } from './grant.ts';
import type { KeptTimes } from './kept-times.ts';
import type { RequestTarget } from './request-target.ts';
import type { ShareStore } from './share-store.ts';
import type { ShareUsage } from './share-usage.ts';
import type { EntryRecord, Sidecars } from './sidecars.ts';
import type { Sources } from './sources.ts';

/** The parts that every operation works with. */
export type Parts = {
  shares: ShareStore;
  entries: Entries;
  sidecars: Sidecars;
  usage: ShareUsage;
  sources: Sources;
  buffers: BodyBuffers;
  keptTimes: KeptTimes;
  now(): number;
};

/** One request that has been understood and allowed. */
export type Call = { request: Request; target: RequestTarget; grant: Grant; parts: Parts };

export type Operation = (call: Call) => Promise<Response>;

/** The share that a request names. */
export function shareOf({ target }: Call): { account: string; share: string } {
  if (target.share === undefined) throw new FilesError('InvalidUri');
  return { account: target.account, share: target.share };
}

export function placeOf(call: Call): Place {
  return { ...shareOf(call), path: call.target.path };
}

export const NOTHING_RECORDED: EntryRecord = { httpHeaders: {}, metadata: {} };

/** What is recorded about an entry; nothing of note for one that another program made. */
export async function readRecord({ sidecars }: Parts, entry: Entry): Promise<EntryRecord> {
  return (await sidecars.readEntry(entry, identityOf(entry.stats))) ?? NOTHING_RECORDED;
}

/** The entry that a request names, with what is recorded about it. */
export async function findEntry(call: Call, kind: EntryKind): Promise<{ entry: Entry; record: EntryRecord }> {
  const entry = await call.parts.entries.find(placeOf(call), kind);
  return { entry, record: await readRecord(call.parts, entry) };
}

/** A number of results that a query asks for, bounded; `maxresults`. */
export function readCount(call: Call, name: string, max: number): number {
  const text = call.target.query.get(name);
  if (text === undefined) return max;
  const asked = { QueryParameterName: name, QueryParameterValue: text };
  if (!/^-?\d+$/.test(text)) throw new FilesError('InvalidQueryParameterValue', asked);
  const count = Number(text);
  if (count < 1)
    throw new FilesError('OutOfRangeQueryParameterValue', {
      ...asked,
      MinimumAllowed: 1,
      MaximumAllowed: max,
    });
  return Math.min(count, max);
}
