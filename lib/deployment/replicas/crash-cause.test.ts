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
    expect(crashCause(lines)).toBe("ModuleNotFoundError: No module named 'missing_package'");
  });

  it('finds what pip says', () => {
    const lines = ['ERROR: No matching distribution found for nothing==9', 'WARNING: you use an old pip'];
    expect(crashCause(lines)).toBe('ERROR: No matching distribution found for nothing==9');
  });

  it('takes the last words where none of them names an error', () => {
    expect(crashCause(['Starting', 'Killed'])).toBe('Killed');
    expect(crashCause(['The file share has no inference/app.py yet: deploy first.'])).toBe(
      'The file share has no inference/app.py yet: deploy first.',
    );
  });

  it('has nothing to say about silence', () => {
    expect(crashCause([])).toBeUndefined();
  });
});
