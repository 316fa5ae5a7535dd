import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSilence } from '@/lib/gradio/silence';

describe('watchSilence', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('aborts once nothing was heard for the whole time, and not before', () => {
    const watch = watchSilence(40_000, new AbortController().signal);
    vi.advanceTimersByTime(39_000);
    watch.heard();
    vi.advanceTimersByTime(39_000);
    expect(watch.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1_000);
    expect(watch.signal.reason).toMatchObject({ kind: 'timeout', info: { code: 'endpoint_silent' } });
  });

  it('aborts with the reason of the outer signal', () => {
    const outer = new AbortController();
    const watch = watchSilence(40_000, outer.signal);
    outer.abort('gone');
    expect(watch.signal.reason).toBe('gone');
    watch.end();
  });

  it('leaves no timer behind', () => {
    watchSilence(40_000, new AbortController().signal).end();
    expect(vi.getTimerCount()).toBe(0);
  });
});
