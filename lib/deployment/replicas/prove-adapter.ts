import 'server-only';
import { z } from 'zod';
import { type FileShare, openFileShare } from '@/lib/azure/file-share';
import { AppError } from '@/lib/core/errors';
import { judgeAdapter, type ProofFacts } from '@/lib/deployment/replicas/adapter-verdict';
import type { DeployTarget } from '@/lib/deployment/target';
import { compare } from '@/lib/gradio/compare';
import { type Readiness, readReadiness } from '@/lib/gradio/readiness';
import type { GradioServer } from '@/lib/gradio/server';
import { ADAPTER_CONFIG, ADAPTER_WEIGHTS, locateModel, MODEL_FILE } from '@/lib/model/model-files';
import type { AdapterProof } from '@/lib/runs/adapter-proof';

const adapterConfigSchema = z.object({ base_model_name_or_path: z.string().optional() });

/** Both answers of a slow model, and the callers before this one. */
const COMPARE_TIMEOUT_MS = 3 * 60_000;
/** A tuned model may answer one question as its base does; the first one that it answers differently is enough. */
const QUESTIONS = [
  'Hello',
  'Who are you?',
  'Tell me something about a fox.',
  'What is the sum of two and three?',
];
/** Greedy, and seeded for an app that samples all the same. */
const SETTINGS = { topP: 1, temperature: 0, topK: 0, maxNewTokens: 24, seed: 7 };

/**
 * Whether the tuned adapter is at work: its files lie on the share, the app reports them loaded, by hash, and base and tuned
 * model answer differently. What cannot be asked becomes an unknown; throws on `signal` alone.
 */
export async function proveAdapter(target: DeployTarget, signal: AbortSignal): Promise<AdapterProof> {
  const [files, readiness] = await Promise.all([
    findFiles(target, signal).catch((error: unknown) => unknownOf(error, signal)),
    readReadiness(target.server, signal),
  ]);
  const app = appFacts(readiness);
  const answers: ProofFacts['answers'] =
    app.state === 'ready' && app.adapterSha256 !== undefined
      ? await askBoth(target.server, signal).catch((error: unknown) => unknownOf(error, signal))
      : {
          state: 'unknown',
          why: 'The two models were not asked, because the app has not reported its adapter.',
        };
  return judgeAdapter({ files, app, answers });
}

async function findFiles(target: DeployTarget, signal: AbortSignal): Promise<ProofFacts['files']> {
  const share = await openFileShare(target.share, signal);
  const text = await share.readText(MODEL_FILE, signal);
  if (text === null)
    return {
      state: 'unknown',
      why: `It cannot be proven: the share has no ${MODEL_FILE} that names the adapter.`,
    };
  const { adapter: folder } = locateModel(parseJson(text));
  const entries = (await share.list(folder, signal)) ?? [];
  const sizes = new Map(entries.flatMap(({ kind, name, size }) => (kind === 'file' ? [[name, size]] : [])));
  const missing = [ADAPTER_CONFIG, ADAPTER_WEIGHTS].filter((name) => !sizes.has(name));
  const sha256 = missing.length > 0 ? null : await share.sha256(`${folder}/${ADAPTER_WEIGHTS}`, signal);
  if (sha256 === null) return { state: 'missing', folder, missing };
  const size = sizes.get(ADAPTER_WEIGHTS) ?? 0;
  return { state: 'whole', folder, size, sha256, trainedOn: await readTrainedOn(share, folder, signal) };
}

async function readTrainedOn(
  share: FileShare,
  folder: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  const text = await share.readText(`${folder}/${ADAPTER_CONFIG}`, signal);
  const config = adapterConfigSchema.safeParse(parseJson(text ?? ''));
  return config.success ? config.data.base_model_name_or_path : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function appFacts({ state, reason, action, report = {} }: Readiness): ProofFacts['app'] {
  switch (state) {
    case 'ready':
      return { state, adapterSha256: report.adapterSha256, base: report.base };
    case 'failed':
      return {
        state,
        problem: report.problem,
        reason: reason ?? 'The app could not load the model.',
        action,
      };
    case 'starting':
      return { state: 'silent', why: 'It cannot be proven yet: the app is still starting.' };
    case 'unreachable':
      return { state: 'silent', why: `It cannot be proven now: ${reason ?? 'the app does not answer.'}` };
  }
}

async function askBoth(server: GradioServer, signal: AbortSignal): Promise<ProofFacts['answers']> {
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(COMPARE_TIMEOUT_MS)]);
  for (const question of QUESTIONS) {
    const { base, tuned } = await compare(server, { text: question, ...SETTINGS }, bounded);
    if (base !== tuned) return { state: 'differ', question, base, tuned };
  }
  return { state: 'equal', questions: QUESTIONS.length };
}

/** What could not be asked is not known; why, is worth telling. */
function unknownOf(error: unknown, signal: AbortSignal): { state: 'unknown'; why: string } {
  if (signal.aborted) throw signal.reason;
  if (error instanceof AppError) return { state: 'unknown', why: error.info.message };
  if (error instanceof DOMException && error.name === 'TimeoutError')
    return { state: 'unknown', why: `The models have not answered within ${COMPARE_TIMEOUT_MS / 1000} s.` };
  throw error;
}
