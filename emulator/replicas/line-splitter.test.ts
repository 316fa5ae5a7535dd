import { expect, it } from 'vitest';
import { LineSplitter, MAX_LINE_CHARACTERS } from './line-splitter.ts';

it('joins lines and characters that lie across chunk borders', () => {
  const bytes = Buffer.from('grüße\r\nзвіт\n\nend');
  const splitter = new LineSplitter();
  const lines = Array.from(bytes).flatMap((byte) => splitter.push(Buffer.of(byte)));
  expect([...lines, ...splitter.end()]).toEqual(['grüße', 'звіт', '', 'end']);
});

it('passes on an endless line in pieces instead of keeping it', () => {
  const splitter = new LineSplitter();
  const pieces = splitter.push(Buffer.from('x'.repeat(MAX_LINE_CHARACTERS * 2 + 5)));
  expect(pieces.map((piece) => piece.length)).toEqual([MAX_LINE_CHARACTERS, MAX_LINE_CHARACTERS]);
  expect(splitter.end()).toEqual(['xxxxx']);
});

it('has nothing left after a finished line', () => {
  const splitter = new LineSplitter();
  expect(splitter.push(Buffer.from('one\n'))).toEqual(['one']);
  expect(splitter.end()).toEqual([]);
});
