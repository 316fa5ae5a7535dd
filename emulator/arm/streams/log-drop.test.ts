import { expect, it } from 'vitest';
import { createFaults } from '../../armed-faults.ts';
import { createManualClock } from '../../tests/manual-clock.ts';
import { createLogDrop } from './log-drop.ts';

const LOST_MS = 5_000;
const KEY = '/rg/fault-log-drop/containers/web';

/** A log with one line a second. */
function open() {
  const clock = createManualClock();
  const drop = createLogDrop({ faults: createFaults(), clock });
  const written: { at: string; text: number }[] = [];
  const write = (count: number) => {
    for (let each = 0; each < count; each++) {
      written.push({ at: new Date(clock.now()).toISOString(), text: written.length });
      clock.advance(1_000);
    }
  };
  const read = async (key = KEY) => {
    const texts: number[] = [];
    for await (const { text } of drop(key, replay(written))) texts.push(text);
    return texts;
  };
  return { write, read, clock };
}

async function* replay<T>(items: T[]): AsyncGenerator<T> {
  yield* items;
}

it('breaks the first stream of a log off, and what is written right after is lost to all', async () => {
  const { write, read, clock } = open();
  write(25);
  expect(await read()).toHaveLength(20);
  clock.advance(1);
  write(10);
  const rest = await read();
  expect(rest.slice(0, 25)).toEqual(Array.from({ length: 25 }, (_, index) => index));
  expect(rest.slice(25)).toEqual([30, 31, 32, 33, 34]);
});

it('leaves other logs alone', async () => {
  const { write, read, clock } = open();
  write(25);
  clock.advance(LOST_MS);
  expect(await read('/rg/app/containers/web')).toHaveLength(25);
});
