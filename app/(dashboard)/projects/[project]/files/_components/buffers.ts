/** A text on disk, with its version. */
type OnDisk = { text: string; version: string };

/** A file that is open: what is on disk as far as is known, and what the reader has made of it. */
export type Buffer = {
  /** Null when the file was removed and the reader means to make it again. */
  base: OnDisk | null;
  text: string;
  /** What somebody else has made of the file meanwhile, while it is undecided which counts; `gone` when they removed it. */
  theirs?: OnDisk | 'gone' | undefined;
};

/** The open files by their paths. */
export type Buffers = Readonly<Record<string, Buffer>>;

export type BufferChange =
  | { kind: 'read'; path: string; file: OnDisk }
  | { kind: 'found-gone'; path: string }
  | { kind: 'edited'; path: string; text: string }
  | { kind: 'saved'; path: string; file: OnDisk }
  | { kind: 'discarded'; path: string }
  | { kind: 'kept-mine'; path: string }
  | { kind: 'took-theirs'; path: string }
  | { kind: 'closed'; path: string }
  | { kind: 'moved'; path: string; to: string };

/** Whether the reader has changes that are not on disk. */
export function isUnsaved(buffer: Buffer | undefined): boolean {
  return buffer !== undefined && (buffer.base === null || buffer.text !== buffer.base.text);
}

/** The open files after a change. A change on disk is taken over where the reader has none of their own, else it is `theirs`. */
export function changeBuffers(buffers: Buffers, change: BufferChange): Buffers {
  const { path } = change;
  const buffer = buffers[path];
  const put = (next: Buffer) => ({ ...buffers, [path]: next });
  const without = () => Object.fromEntries(Object.entries(buffers).filter(([name]) => name !== path));
  if (!buffer) {
    return change.kind === 'read' ? put({ base: change.file, text: change.file.text }) : buffers;
  }
  switch (change.kind) {
    case 'read':
      return put(read(buffer, change.file));
    case 'found-gone':
      if (!isUnsaved(buffer)) return without();
      return buffer.base === null ? buffers : put({ ...buffer, theirs: 'gone' });
    case 'edited':
      return put({ ...buffer, text: change.text });
    case 'saved':
      return put({ base: change.file, text: buffer.text });
    case 'discarded':
      return buffer.base ? put({ base: buffer.base, text: buffer.base.text }) : without();
    case 'kept-mine':
      return put({ base: onDisk(buffer.theirs), text: buffer.text });
    case 'took-theirs': {
      const theirs = onDisk(buffer.theirs);
      return theirs ? put({ base: theirs, text: theirs.text }) : without();
    }
    case 'closed':
      return without();
    case 'moved':
      return { ...without(), [change.to]: buffer };
  }
}

function read(buffer: Buffer, file: OnDisk): Buffer {
  if (file.version === buffer.base?.version) return { base: buffer.base, text: buffer.text };
  if (!isUnsaved(buffer)) return { base: file, text: file.text };
  if (file.text === buffer.text) return { base: file, text: file.text };
  return { ...buffer, theirs: file };
}

function onDisk(theirs: Buffer['theirs']): OnDisk | null {
  return theirs === undefined || theirs === 'gone' ? null : theirs;
}
