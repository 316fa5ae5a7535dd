/** A parameter that two texts disagree about; undefined where one of them does not name it. */
export type Difference = { name: string; before: unknown; after: unknown };

/** What differs between two sets of values, null and absent being the same. */
export function differencesOf(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) =>
    isSame(before[name], after[name]) ? [] : [{ name, before: before[name], after: after[name] }],
  );
}

/** Whose value each difference should keep at first: the file's, except where it was changed here. */
export function keptAtFirst(
  differences: Difference[],
  base: Readonly<Record<string, unknown>>,
): Record<string, 'mine' | 'theirs'> {
  return Object.fromEntries(
    differences.map(({ name, before }) => [name, isSame(before, base[name]) ? 'theirs' : 'mine'] as const),
  );
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
