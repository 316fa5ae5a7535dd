import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inside, type Mount, type MountLinks } from './mounts.ts';
import type { MountSpec, ReplicaVolume } from './replica-host.ts';

const OWNER_ONLY_FILE = 0o600;

/** The volumes that a replica has of its own: they outlive its containers' restarts and go with it. */
export class ReplicaVolumes {
  readonly #folder: string;
  readonly #volumes: readonly ReplicaVolume[];
  readonly #links: MountLinks;
  readonly #mounted = new Set<string>();

  constructor(folder: string, volumes: readonly ReplicaVolume[], links: MountLinks) {
    this.#folder = folder;
    this.#volumes = volumes;
    this.#links = links;
  }

  /** Where a mount lies on disk. */
  mount(mount: MountSpec): Mount {
    if ('folder' in mount) return mount;
    const folder = inside(join(this.#folder, mount.volume), mount.subPath);
    this.#mounted.add(folder);
    return { mountPath: mount.mountPath, folder };
  }

  /** Makes the volumes with their files, and the folders in them that are mounted. */
  async make(): Promise<void> {
    for (const folder of this.#mounted) await mkdir(folder, { recursive: true });
    for (const { name, files } of this.#volumes) {
      for (const [path, content] of Object.entries(files)) {
        const file = inside(join(this.#folder, name), path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content, { mode: OWNER_ONLY_FILE });
      }
    }
  }

  /** Forgets the names under which the folders were shown; the folders themselves are the replica's to remove. */
  release(): void {
    for (const folder of this.#mounted) this.#links.release(folder);
  }
}
