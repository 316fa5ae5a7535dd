import 'server-only';
import type { InferenceConfig } from '@/lib/config/inference-config';
import { configFromStep } from '@/lib/provisioning/outputs';
import { readStepResults } from '@/lib/runs/attempts';
import type { Run } from '@/lib/runs/store';

/** The config that this very run has made; null for a run that made none. A later run may have replaced the file since. */
export async function loadRunConfig(run: Run): Promise<InferenceConfig | null> {
  if (run.kind !== 'provision' || run.status !== 'succeeded') return null;
  const { follow } = await readStepResults(run.id);
  return follow ? configFromStep(follow) : null;
}
