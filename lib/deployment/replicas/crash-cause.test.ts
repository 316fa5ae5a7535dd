import { describe, expect, it } from 'vitest';
import { crashCause } from '@/lib/deployment/replicas/crash-cause';

describe('crashCause', () => {
  it('finds the error that a Python traceback ends in', () => {
    const lines = [
      'Traceback (most recent call last):',
      '  File "app.py", line 1, in <module>',
      '    import missing_package',
      "ModuleNotFoundError: No module named 'missing_package'",
      '',
    ];
    expect(crashCause(lines)?.line).toBe("ModuleNotFoundError: No module named 'missing_package'");
  });

  it('finds what pip says', () => {
    const lines = ['ERROR: No matching distribution found for nothing==9', 'WARNING: you use an old pip'];
    expect(crashCause(lines)?.line).toBe('ERROR: No matching distribution found for nothing==9');
  });

  it('takes the last words where none of them names an error', () => {
    expect(crashCause(['Starting', 'Quitting'])?.line).toBe('Quitting');
    expect(crashCause(['The file share has no inference/app.py yet: deploy first.'])?.line).toBe(
      'The file share has no inference/app.py yet: deploy first.',
    );
  });

  it('prefers a failure that is known, and tells what is known of it', () => {
    const lines = ['torch.OutOfMemoryError: CUDA out of memory.', 'RuntimeError: the worker has ended'];
    expect(crashCause(lines)).toMatchObject({ line: lines[0], known: { id: 'gpu_memory' } });
    expect(crashCause(lines.slice(1))).toEqual({ line: lines[1], known: undefined });
  });

  it('has nothing to say about silence', () => {
    expect(crashCause([])).toBeUndefined();
  });
});
