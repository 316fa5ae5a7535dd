import { describe, expect, it, test } from 'vitest';
import { eventLevel, levelReader, plainText } from '@/lib/deployment/logs/line-level';

describe('the level of a line', () => {
  it.each([
    ['INFO:     Started server process [1]', 'info'],
    ['\u001b[32mINFO\u001b[0m:     Application startup complete.', 'info'],
    ['ERROR:    [Errno 98] error while attempting to bind on address', 'error'],
    ['ERROR: No matching distribution found for nothing==9', 'error'],
    ['WARNING: Running pip as the root user', 'warning'],
    ['2026-10-09 21:15:44,479 - root - ERROR - it broke', 'error'],
    ['2026-10-09 21:15:44.479 | WARNING  | app:main:1 - slow', 'warning'],
    ['[2026-10-09] [debug] details', 'debug'],
    ['ts=1 level=warn msg="slow"', 'warning'],
    ['{"level":"error","msg":"broken"}', 'error'],
    ['{"level":30,"msg":"listening"}', 'info'],
    ['{"severity":"WARNING"}', 'warning'],
    ['{"level": broken', 'info'],
    ['W1009 21:15:44.000000 1 init.cc:1] slow', 'warning'],
    ['E0000 00:00:1700000000.000000 1 cuda.cc] bad', 'error'],
    ["ModuleNotFoundError: No module named 'peft'", 'error'],
    ['torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB', 'error'],
    ['/app/app.py:3: UserWarning: deprecated', 'warning'],
    ['Killed', 'error'],
    ['bash: line 1: pyhton: command not found', 'error'],
    ['What is an error? Let me explain.', 'info'],
    ['Loading: 50%', 'info'],
    ['', 'info'],
  ])('%s', (line, level) => {
    expect(levelReader()(line)).toBe(level);
  });

  test('of a traceback is that of an error to its last line, and no further', () => {
    const lines = [
      'starting',
      'Traceback (most recent call last):',
      '  File "app.py", line 1, in <module>',
      '    import peft',
      "ModuleNotFoundError: No module named 'peft'",
      'starting again',
    ];
    expect(lines.map(levelReader())).toEqual(['info', 'error', 'error', 'error', 'error', 'info']);
  });

  test('of an event follows from its kind and its reason', () => {
    expect(eventLevel(false, 'PulledImage')).toBe('info');
    expect(eventLevel(true, 'ProbeWarning')).toBe('warning');
    expect(eventLevel(true, 'BackOff')).toBe('error');
  });
});

it('is read past colours', () => {
  expect(plainText('\u001b[1;31mred\u001b[0m and \u001b[38;5;12mblue\u001b[m')).toBe('red and blue');
});
