import { describe, expect, it } from 'vitest';
import { type Absence, absenceAfter, isTooLong } from '@/lib/chat/patience';

const SECOND_MS = 1000;

/** Whether who waits gives up at the last of these looks, one a second: `t` for there, `-` for not. */
function givesUpAfter(looks: string): boolean {
  let absence: Absence | undefined;
  for (const [index, look] of [...looks].entries()) {
    absence = absenceAfter({ absence, looked: index > 0 }, look === 't', index * SECOND_MS);
  }
  return absence !== undefined && isTooLong(absence, (looks.length - 1) * SECOND_MS);
}

describe('how long somebody waits for an app that is not there', () => {
  it('is half a minute for one that has not been seen', () => {
    expect(givesUpAfter('-'.repeat(30))).toBe(false);
    expect(givesUpAfter('-'.repeat(32))).toBe(true);
  });

  it('is counted from when it went, and longer for one that was there: it may be on its way back', () => {
    expect(givesUpAfter('t'.repeat(60) + '-'.repeat(60))).toBe(false);
    expect(givesUpAfter('t'.repeat(60) + '-'.repeat(190))).toBe(true);
  });

  it('begins anew each time it is seen', () => {
    expect(givesUpAfter(`${'-'.repeat(25)}t${'-'.repeat(60)}`)).toBe(false);
    expect(givesUpAfter(`${'-'.repeat(25)}t`)).toBe(false);
  });
});
