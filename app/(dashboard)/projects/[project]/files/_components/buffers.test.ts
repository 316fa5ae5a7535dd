import { describe, expect, it } from 'vitest';
import { type BufferChange, type Buffers, changeBuffers, isUnsaved } from './buffers';

const path = 'inference/app.py';
const disk = (text: string) => ({ text, version: `version of ${text}` });
const bufferAfter = (...changes: BufferChange[]) => changes.reduce(changeBuffers, {} satisfies Buffers)[path];
const read = (text: string): BufferChange => ({ kind: 'read', path, file: disk(text) });
const edited = (text: string): BufferChange => ({ kind: 'edited', path, text });

describe('an open file', () => {
  it('is as it is on disk until it is edited', () => {
    expect(bufferAfter(read('one'))).toEqual({ base: disk('one'), text: 'one' });
    expect(isUnsaved(bufferAfter(read('one')))).toBe(false);
    expect(isUnsaved(bufferAfter(read('one'), edited('two')))).toBe(true);
    expect(isUnsaved(bufferAfter(read('one'), edited('two'), edited('one')))).toBe(false);
    expect(isUnsaved(undefined)).toBe(false);
  });

  it('follows the disk while it has no changes of its own', () => {
    expect(bufferAfter(read('one'), read('two'))).toEqual({ base: disk('two'), text: 'two' });
  });

  it('keeps both texts when both were changed, until one is chosen', () => {
    const torn = [read('one'), edited('mine'), read('theirs')];
    expect(bufferAfter(...torn)).toEqual({ base: disk('one'), text: 'mine', theirs: disk('theirs') });
    expect(bufferAfter(...torn, { kind: 'kept-mine', path })).toEqual({ base: disk('theirs'), text: 'mine' });
    expect(bufferAfter(...torn, { kind: 'took-theirs', path })).toEqual({
      base: disk('theirs'),
      text: 'theirs',
    });
  });

  it('is torn no longer once the disk is as it was, or as the reader has made it', () => {
    const torn = [read('one'), edited('mine'), read('theirs')];
    expect(bufferAfter(...torn, read('one'))).toEqual({ base: disk('one'), text: 'mine' });
    expect(bufferAfter(...torn, read('mine'))).toEqual({ base: disk('mine'), text: 'mine' });
  });

  it('stays unsaved when it was edited while it was being saved', () => {
    const buffer = bufferAfter(read('one'), edited('two'), edited('three'), {
      kind: 'saved',
      path,
      file: disk('two'),
    });
    expect(buffer).toEqual({ base: disk('two'), text: 'three' });
    expect(isUnsaved(buffer)).toBe(true);
  });

  it('goes back to what is on disk when its changes are discarded', () => {
    expect(bufferAfter(read('one'), edited('two'), { kind: 'discarded', path })).toEqual(
      bufferAfter(read('one')),
    );
  });

  it('that was removed is closed, unless it holds changes', () => {
    const gone: BufferChange = { kind: 'found-gone', path };
    expect(bufferAfter(read('one'), gone)).toBeUndefined();
    const torn = [read('one'), edited('mine'), gone];
    expect(bufferAfter(...torn)).toMatchObject({ text: 'mine', theirs: 'gone' });
    const kept = bufferAfter(...torn, { kind: 'kept-mine', path }, gone);
    expect(kept).toEqual({ base: null, text: 'mine' });
    expect(isUnsaved(kept)).toBe(true);
    expect(bufferAfter(...torn, { kind: 'took-theirs', path })).toBeUndefined();
    expect(bufferAfter(...torn, { kind: 'kept-mine', path }, { kind: 'discarded', path })).toBeUndefined();
  });

  it('takes its changes along when it is renamed, and closes without a trace', () => {
    const before = [read('one'), edited('two')];
    const buffers = [...before, { kind: 'moved', path, to: 'inference/b.py' } as const].reduce(
      changeBuffers,
      {} satisfies Buffers,
    );
    expect(buffers).toEqual({ 'inference/b.py': { base: disk('one'), text: 'two' } });
    expect(bufferAfter(...before, { kind: 'closed', path })).toBeUndefined();
  });

  it('that is not open takes no change but being read', () => {
    expect(
      bufferAfter(edited('two'), { kind: 'found-gone', path }, { kind: 'discarded', path }),
    ).toBeUndefined();
  });
});
