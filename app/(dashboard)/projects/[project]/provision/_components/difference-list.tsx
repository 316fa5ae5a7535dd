import type { Difference } from './parameter-differences';

/** What becomes of each value: the present one struck through, then the other one. */
export function DifferenceList({ differences }: { differences: Difference[] }) {
  return (
    <ul className="flex flex-col gap-2">
      {differences.map(({ name, before, after }) => (
        <li key={name} className="font-mono text-xs break-all">
          <p className="font-medium">{name}</p>
          <p>
            <del className="text-ink-soft">{JSON.stringify(before ?? null)}</del>{' '}
            <span aria-hidden className="text-ink-soft">
              →
            </span>{' '}
            {JSON.stringify(after ?? null)}
          </p>
        </li>
      ))}
    </ul>
  );
}
