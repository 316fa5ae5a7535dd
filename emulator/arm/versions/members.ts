/** Members that came with an api-version: paths in an answer, where `[]` stands for every entry of a list. */
type Brought = {
  /** The first version without `-preview` that has them. */
  stable: string;
  /** The date of the first preview that has them, where the order of dates alone would say otherwise. */
  preview?: string;
  paths: readonly string[];
};

/** By lower-case type, or path of keys where an answer has no type of its own: what not every version has. */
export type VersionedMembers = Record<string, readonly Brought[]>;

const DATE_LENGTH = '2022-03-01'.length;

/** By type, the paths that a version does not know. */
export function unknownPaths(members: VersionedMembers, version: string): Map<string, string[]> {
  const date = version.slice(0, DATE_LENGTH);
  const isPreview = version.toLowerCase().endsWith('-preview');
  return new Map(
    Object.entries(members)
      .map(([type, brought]): [string, string[]] => [
        type,
        brought
          .filter(({ stable, preview = stable }) => date < (isPreview ? preview : stable))
          .flatMap(({ paths }) => paths),
      ])
      .filter(([, paths]) => paths.length > 0),
  );
}
