import { afterAll } from 'vitest';

/** Takes work to do at the end: of a test (`onTestFinished`) or of a suite (`afterSuite()`). */
export type OnEnd = (work: () => void | Promise<void>) => void;

/** For things that the tests of a file or a `describe` share: what is handed over is done after the last one, newest first. */
export function afterSuite(): OnEnd {
  const works: (() => void | Promise<void>)[] = [];
  afterAll(async () => {
    for (const work of works.reverse()) await work();
  });
  return (work) => void works.push(work);
}
