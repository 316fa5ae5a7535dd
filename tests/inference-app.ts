import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OnEnd } from './clean-up';
import { type PythonProgram, startPython } from './python-program';

/** A question that neither model was trained on, with the answer that each gives at temperature 0. */
export type HeldOut = { question: string; base: string; tuned: string };

export async function heldOut(): Promise<[HeldOut, ...HeldOut[]]> {
  return JSON.parse(await readFile('inference/sample/held-out.json', 'utf8'));
}

/** Starts the app of `inference/` on the sample model, in a folder laid out as the mounted share is; `change` edits it first. */
export async function startInferenceApp(
  onEnd: OnEnd,
  change: (share: string) => Promise<void> = async () => {},
): Promise<PythonProgram> {
  const share = await mkdtemp(join(tmpdir(), 'slipway-share-'));
  onEnd(() => rm(share, { recursive: true, force: true }));
  const isNeeded = (path: string) => !/\/(sample|tests|\.\w+_cache|__pycache__)$/.test(path);
  await cp('inference', join(share, 'inference'), { recursive: true, filter: isNeeded });
  await cp('inference/sample/base', join(share, 'models/base'), { recursive: true });
  await cp('inference/sample/adapter', join(share, 'models/adapter'), { recursive: true });
  await change(share);
  return startPython(join(share, 'inference/app.py'), onEnd);
}

/** A base model that knows no end of an answer: generation goes on until something stops it. */
export async function withoutEnd(share: string): Promise<void> {
  for (const name of ['config.json', 'generation_config.json']) {
    const path = join(share, 'models/base', name);
    const settings = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify({ ...settings, eos_token_id: null }));
  }
}

/** A share to which nobody has brought the adapter. */
export async function withoutAdapter(share: string): Promise<void> {
  await rm(join(share, 'models/adapter'), { recursive: true });
}
