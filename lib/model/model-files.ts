import 'server-only';
import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { z } from 'zod';
import type { FileShare } from '@/lib/azure/file-share';
import { readProjectJson } from '@/lib/config/project-file';
import { INFERENCE_FOLDER } from '@/lib/config/project-folders';
import type { Project } from '@/lib/config/projects';
import { AppError } from '@/lib/core/errors';

export const MODEL_FILE = `${INFERENCE_FOLDER}/model.json`;

/** Folders of the base model and of the adapter, relative to the file that names them. */
const modelSchema = z.object({ base: z.string().min(1), adapter: z.string().min(1) });

/** What `inference/model_files.py` takes; that also looks into the files, on the share. */
const BASE_WEIGHTS = ['model.safetensors', 'model.safetensors.index.json'];
export const ADAPTER_CONFIG = 'adapter_config.json';
export const ADAPTER_WEIGHTS = 'adapter_model.safetensors';

/**
 * Makes sure that the model which `inference/model.json` names is there, before anything is changed: on the share, or in the
 * project where it is part of the app. Says false when the project has no such file; then the app alone knows its model.
 * AppErrors `model_file_invalid`, `base_model_missing`, `adapter_missing`.
 */
export async function checkModelFiles(
  project: Project,
  share: FileShare,
  signal: AbortSignal,
): Promise<boolean> {
  const content = await readProjectJson(project, MODEL_FILE, 'model_file');
  if (content === undefined) return false;
  const folders = locateModel(content);
  const names = (folder: string) => listFolder(project, share, folder, signal);
  const base = await names(folders.base);
  if (!base.has('config.json') || !BASE_WEIGHTS.some((name) => base.has(name))) {
    throw missing('base_model_missing', 'base model', folders.base);
  }
  const adapter = await names(folders.adapter);
  if (!adapter.has(ADAPTER_CONFIG) || !adapter.has(ADAPTER_WEIGHTS)) {
    throw missing('adapter_missing', 'adapter', folders.adapter);
  }
  return true;
}

/** Where base model and adapter lie on the share, from the content of `inference/model.json`. AppError `model_file_invalid`. */
export function locateModel(content: unknown): { base: string; adapter: string } {
  const model = modelSchema.safeParse(content);
  if (!model.success)
    throw invalid('must name the folder of the base model as "base" and that of the adapter as "adapter"');
  return { base: locate(model.data.base), adapter: locate(model.data.adapter) };
}

/** The folder's path on the share. */
function locate(folder: string): string {
  const path = posix.join(INFERENCE_FOLDER, folder).replace(/\/$/, '');
  if (path.startsWith('..') || posix.isAbsolute(folder))
    throw invalid(`names ${folder}, which lies outside the share`);
  return path;
}

async function listFolder(
  project: Project,
  share: FileShare,
  path: string,
  signal: AbortSignal,
): Promise<Set<string>> {
  if (path.startsWith(`${INFERENCE_FOLDER}/`)) {
    return new Set(await readdir(join(project.root, path)).catch(() => []));
  }
  const entries = await share.list(path, signal);
  return new Set(entries?.filter(({ kind }) => kind === 'file').map(({ name }) => name));
}

function missing(code: string, what: string, path: string): AppError {
  return new AppError('conflict', {
    code,
    message: `The ${what} is not where ${MODEL_FILE} says: the share has no complete one in ${path}.`,
    action: `Copy the ${what}, its weights as safetensors, into ${path} of the share, or correct ${MODEL_FILE}, then deploy again.`,
    target: MODEL_FILE,
  });
}

function invalid(fault: string): AppError {
  return new AppError('bad_input', {
    code: 'model_file_invalid',
    message: `${MODEL_FILE} ${fault}.`,
    action: 'Correct the file, then deploy again.',
    target: MODEL_FILE,
  });
}
