import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One measured number; `bar` is the most that it may be, where there is such a thing. */
export type Row = { name: string; value: number; unit: string; bar?: number };

/** Prints the rows as a table and writes them to `bench/results/{bench}.json`. */
export async function report(bench: string, rows: readonly Row[]): Promise<void> {
  const judged = rows.map((row) => (row.bar === undefined ? row : { ...row, ok: row.value <= row.bar }));
  console.table(judged);
  const path = fileURLToPath(new URL(`results/${bench}.json`, import.meta.url));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(
    path,
    `${JSON.stringify({ bench, at: new Date().toISOString(), rows: judged }, null, 2)}\n`,
  );
}

/** To three significant digits: more would be noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
