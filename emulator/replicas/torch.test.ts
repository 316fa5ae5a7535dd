import { expect, it } from 'vitest';
import { plansCpuBuild } from './torch.ts';

const report = (version: string, requires_dist?: string[]) => ({
  install: [{ metadata: { version, requires_dist } }],
});
const GPU = ['filelock', 'nvidia-cublas==13.1; platform_system == "Linux"'];

it.each([
  ['a CPU build by its version', report('2.13.0+cpu', GPU), 'linux', true],
  ['a build that needs no GPU packages', report('2.13.0', ['filelock']), 'linux', true],
  ['a build that says nothing of what it needs', report('2.13.0'), 'linux', true],
  ['a GPU build', report('2.13.0', GPU), 'linux', false],
  ['any build on a Mac', report('2.13.0', GPU), 'darwin', true],
] as const)('knows %s', (_, plan, platform, expected) => {
  expect(plansCpuBuild(plan, platform)).toBe(expected);
});
