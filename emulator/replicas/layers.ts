import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { folderName } from '../folder-name.ts';
import { buildOnce } from './build-once.ts';
import { type Image, sitePackagesOf } from './images.ts';

/** The writable part of a container: a Python environment over its image's. */
export type Layer = { folder: string; home: string; pipCache: string };

const run = promisify(execFile);
const VENV_TIMEOUT_MS = 60_000;
const EXECUTABLE = 0o755;
/** The image's own `pip` script would install into the image, for all apps. */
const PIP_SCRIPT = '#!/bin/sh\nexec python3 -m pip "$@"\n';

/**
 * Layers by app and replica position. They outlive restarts, unlike a real container's, so that a second start finds the
 * packages which the first one installed.
 */
export class LayerStore {
  readonly #folder: string;
  readonly #pipCache: string;

  constructor(folder: string, pipCache: string) {
    this.#folder = folder;
    this.#pipCache = pipCache;
  }

  async prepare(owner: LayerOwner, image: Image, signal: AbortSignal): Promise<Layer> {
    const name = `${owner.containerName}-${owner.position}-${image.id}`;
    const folder = join(this.#folder, folderName(owner.appId), name);
    // The machine's Python may have been replaced since; a layer cannot do without the one that it was made from.
    if (!existsSync(join(folder, 'bin/python3'))) await rm(folder, { recursive: true, force: true });
    await buildOnce(folder, (beside) => build(beside, image, signal), signal);
    if (image.sitePackages !== undefined) await showPackages(folder, image.sitePackages);
    return { folder, home: join(folder, 'home'), pipCache: this.#pipCache };
  }

  async removeApp(appId: string): Promise<void> {
    await rm(join(this.#folder, folderName(appId)), { recursive: true, force: true });
  }
}

type LayerOwner = { appId: string; containerName: string; position: number };

async function build(folder: string, image: Image, signal: AbortSignal): Promise<void> {
  const base = image.sitePackages === undefined ? ['--system-site-packages'] : [];
  await run(image.python, ['-m', 'venv', '--without-pip', ...base, folder], {
    timeout: VENV_TIMEOUT_MS,
    signal,
  });
  for (const name of ['pip', 'pip3']) {
    await writeFile(join(folder, 'bin', name), PIP_SCRIPT, { mode: EXECUTABLE });
  }
  await mkdir(join(folder, 'home'));
}

/** Lets a layer see the image's packages; looked at on each start, because the folders may have been moved together. */
async function showPackages(folder: string, sitePackages: string): Promise<void> {
  const file = join(await sitePackagesOf(folder), 'image.pth');
  const line = `${sitePackages}\n`;
  const before = await readFile(file, 'utf8').catch(() => '');
  if (before !== line) await writeFile(file, line);
}
