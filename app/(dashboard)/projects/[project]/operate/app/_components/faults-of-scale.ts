import { scaleInputSchema } from '@/lib/deployment/operate/scale-input';

/** `range`: no number that it may be; `order`: less than the least. */
export type ScaleFaults = { min?: 'range'; max?: 'range' | 'order' };

/** What is wrong with a scale as it is typed; null is an empty field. */
export function faultsOfScale({ min, max }: { min: number | null; max: number | null }): ScaleFaults {
  const parsed = scaleInputSchema.safeParse({ minReplicas: min, maxReplicas: max });
  const faults: ScaleFaults = {};
  for (const { path, code } of parsed.error?.issues ?? []) {
    if (path[0] === 'minReplicas') faults.min = 'range';
    else faults.max = code === 'custom' ? 'order' : 'range';
  }
  return faults;
}
