import type { Entries, Entry } from './entries.ts';
import { FilesError } from './files-error.ts';
import type { RequestTarget } from './request-target.ts';
import type { ShareStore } from './share-store.ts';
import type { Grant } from './shared-access-signature.ts';
import type { EntryPlace, EntryRecord, Sidecars } from './sidecars.ts';

/** The parts that every operation works with. */
export type Parts = {
  shares: ShareStore;
  entries: Entries;
  sidecars: Sidecars;
  /** Proves that a copy may read its source. */
  authorizeSource(sourceUrl: string, account: string): RequestTarget;
};

/** One request that has been understood and allowed. */
export type Call = { request: Request; target: RequestTarget; grant: Grant; parts: Parts };

export type Operation = (call: Call) => Promise<Response>;

/** The share that a request names. */
export function shareOf({ target }: Call): { account: string; share: string } {
  if (target.share === undefined) throw new FilesError('InvalidUri');
  return { account: target.account, share: target.share };
}

export function placeOf(call: Call, kind: EntryPlace['kind']): EntryPlace {
  return { kind, ...shareOf(call), path: call.target.path };
}

/** The entry that a request names, with what is recorded about it. */
export async function findEntry(
  call: Call,
  kind: EntryPlace['kind'],
): Promise<{ entry: Entry; record: EntryRecord | undefined }> {
  const entry = await call.parts.entries.find(placeOf(call, kind));
  return { entry, record: await readRecord(call.parts, entry) };
}

export function readRecord({ sidecars }: Parts, { place, stats }: Entry): Promise<EntryRecord | undefined> {
  return sidecars.readEntry(place, `${stats.ino}`);
}

/** Whole numbers of a query, within bounds; `maxresults` and the like. */
export function readCount(call: Call, name: string, max: number): number {
  const text = call.target.query.get(name);
  const count = text === undefined ? max : Number(text);
  if (Number.isInteger(count) && count > 0) return Math.min(count, max);
  throw new FilesError('InvalidQueryParameterValue', `${name}: '${text}'.`);
}
