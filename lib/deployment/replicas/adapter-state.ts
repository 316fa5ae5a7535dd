import 'server-only';
import { readInferenceConfig } from '@/lib/config/inference-config';
import type { Project } from '@/lib/config/projects';
import { runSteps } from '@/lib/runs/events';
import { type LatestProof, readLatestProof } from '@/lib/runs/latest-proof';
import { findActiveRun } from '@/lib/runs/store';

/** What is known of the adapter: `checkedBy` is the run under way that will tell more. */
export type AdapterState =
  | { state: 'not-provisioned' }
  | { state: 'known'; proof: LatestProof | null; checkedBy: string | null };

/** The steps that end with a proof. */
const PROVING: readonly string[] = ['ready', 'prove'];

/** What the last proof has shown, and whether another one is on its way. Asks neither Azure nor the app. */
export async function readAdapterState(project: Project): Promise<AdapterState> {
  if (!(await readInferenceConfig(project))) return { state: 'not-provisioned' };
  const [proof, active] = await Promise.all([readLatestProof(project.id), findActiveRun(project.id)]);
  return {
    state: 'known',
    proof,
    checkedBy: active && runSteps[active.kind].some((step) => PROVING.includes(step)) ? active.id : null,
  };
}
