import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unlessAborted } from './abortable.ts';
import { buildOnce } from './build-once.ts';
import { findPython, type Python } from './python.ts';
import { installTorch, TORCH_VERSION } from './torch.ts';

/** A Python environment that stands for a container image. */
export type Image = {
  /** Names the content: a layer made for one id fits no other. */
  id: string;
  /** The interpreter that a container's own environment is made from. */
  python: string;
  /** Where the image's packages lie; undefined when they are those of the machine's Python. */
  sitePackages: string | undefined;
  /** What runs when the container has no command of its own. */
  entrypoint: string[];
};

const run = promisify(execFile);
const VENV_TIMEOUT_MS = 120_000;
const PYTORCH = /^(?:docker\.io\/)?pytorch\/pytorch(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/;
const PYTHON = /^(?:docker\.io\/)?(?:library\/)?python(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/;

export class ImageStore {
  readonly #folder: string;
  readonly #pythonCommand: string;
  readonly #closing = new AbortController();
  readonly #builds = new Map<string, Promise<void>>();
  #python: Promise<Python> | undefined;

  constructor(folder: string, pythonCommand: string) {
    this.#folder = folder;
    this.#pythonCommand = pythonCommand;
  }

  /** Has the image ready on disk; the first pull of one that holds torch takes minutes, every later one no time. Throws one sentence. */
  async pull(reference: string, signal: AbortSignal): Promise<Image> {
    if (PYTORCH.test(reference)) return this.#withTorch(await this.#findPython(), signal);
    if (PYTHON.test(reference)) return plainPython(await this.#findPython());
    throw new Error(
      `Failed to pull image '${reference}': the local Azure has no registry behind it and can stand for images of pytorch/pytorch and python only.`,
    );
  }

  /** Ends the builds under way and sweeps up after them. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#builds.values());
  }

  async #withTorch(python: Python, signal: AbortSignal): Promise<Image> {
    const id = `torch-${TORCH_VERSION}-python-${python.version}`;
    const folder = join(this.#folder, id);
    // The work belongs to the store: a container that is stopped meanwhile must not undo it for the next one.
    const build =
      this.#builds.get(id) ??
      buildTorch(folder, python, this.#closing.signal).finally(() => this.#builds.delete(id));
    this.#builds.set(id, build);
    await unlessAborted(build, signal);
    const sitePackages = await sitePackagesOf(folder);
    return { id, python: python.executable, sitePackages, entrypoint: ['/bin/bash'] };
  }

  #findPython(): Promise<Python> {
    this.#python ??= findPython(this.#pythonCommand);
    // A Python that was missing may be installed meanwhile: the next pull looks again.
    this.#python.catch(() => {
      this.#python = undefined;
    });
    return this.#python;
  }
}

async function buildTorch(folder: string, python: Python, signal: AbortSignal): Promise<void> {
  const build = async (beside: string) => {
    await run(python.executable, ['-m', 'venv', beside], { timeout: VENV_TIMEOUT_MS, signal });
    await installTorch(join(beside, 'bin/python3'), signal);
  };
  await buildOnce(folder, build, signal);
}

function plainPython(python: Python): Image {
  return {
    id: `python-${python.version}`,
    python: python.executable,
    sitePackages: undefined,
    entrypoint: ['python3'],
  };
}

/** The packages folder of an environment: `lib/python3.11/site-packages`, whatever the version. */
export async function sitePackagesOf(environment: string): Promise<string> {
  const library = join(environment, 'lib');
  const version = (await readdir(library)).find((name) => name.startsWith('python'));
  if (version === undefined) throw new Error(`${environment} is not a Python environment.`);
  return join(library, version, 'site-packages');
}
