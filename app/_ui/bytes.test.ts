import { expect, test } from 'vitest';
import { formatBytes } from './bytes';

test('a size is shown in the unit that keeps it short', () => {
  const shown = [0, 1023, 1024, 1_468_006, 3 * 1024 ** 3].map(formatBytes);
  expect(shown).toEqual(['0 B', '1023 B', '1 KiB', '1.4 MiB', '3 GiB']);
});
