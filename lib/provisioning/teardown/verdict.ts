import 'server-only';

export type TeardownItem = {
  id: string;
  resourceType: string;
  name: string;
  /** ISO 8601: when Slipway made it. */
  createdAt: string;
};

/** What is to become of something on record; `reason` is a sentence that says why it is left. */
export type Verdict = { item: TeardownItem; fate: 'remove' | 'gone' | { reason: string } };

/** Leaves it where it is. */
export function leave(item: TeardownItem, reason: string): Verdict {
  return { item, fate: { reason } };
}
