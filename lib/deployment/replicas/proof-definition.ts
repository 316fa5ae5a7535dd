import 'server-only';
import { type NoInput, noInputSchema } from '@/lib/deployment/app-steps';
import { proveAdapter } from '@/lib/deployment/replicas/prove-adapter';
import { readTarget } from '@/lib/deployment/target';
import type { RunDefinition, StepContext } from '@/lib/runs/step';

/** Reading the adapter's files to hash them, and up to four questions to two models. */
const PROOF_LIMIT_MS = 25 * 60_000;

/** Looks again whether the adapter is at work. What it finds is its event: a run that has looked has succeeded. */
export const proof: RunDefinition<NoInput> = {
  kind: 'proof',
  inputSchema: noInputSchema,
  steps: [{ name: 'prove', limitMs: PROOF_LIMIT_MS, run: prove }],
  result: () => ({}),
};

async function prove({ project, signal, emit }: StepContext<NoInput>): Promise<undefined> {
  const target = await readTarget(project);
  await emit({ type: 'adapter.proof', ...(await proveAdapter(target, signal)) });
}
