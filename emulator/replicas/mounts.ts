import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type Mount = { mountPath: string; folder: string };

const NEEDS_NO_QUOTES = /^[\w@%+=:,./-]+$/;

/** Puts each mount's folder where its path stands as a whole: `/mount/a` is meant, `/mounted` and `/data/mount` are not. */
export function replaceMounts(text: string, mounts: readonly Mount[]): string {
  if (mounts.length === 0) return text;
  const folders = new Map(mounts.map(({ mountPath, folder }) => [withoutEndSlash(mountPath), folder]));
  const paths = [...folders.keys()].sort((a, b) => b.length - a.length).map(escapeForRegExp);
  const wholePath = new RegExp(`(?<![\\w./~})-])(?:${paths.join('|')})(?![\\w.-])`, 'g');
  return text.replace(wholePath, (path) => folders.get(path) ?? path);
}

/** A path below a folder that no `..` leads out of. */
export function inside(folder: string, path: string): string {
  return join(folder, join('/', path));
}

function withoutEndSlash(path: string): string {
  return path.replace(/\/+$/, '');
}

function escapeForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/**
 * Folders under names that can stand in a shell command without quotes: the container's command was written for
 * `/mount`, and the real folder may have a space in its path. Such a folder gets a link in the temporary folder.
 */
export class MountLinks {
  readonly #links = new Map<string, string>();
  #home: string | undefined;
  #made = 0;

  plain(mount: Mount): Mount {
    if (NEEDS_NO_QUOTES.test(mount.folder)) return mount;
    return { mountPath: mount.mountPath, folder: this.#links.get(mount.folder) ?? this.#link(mount.folder) };
  }

  /** Forgets a folder that is no more. */
  release(folder: string): void {
    const link = this.#links.get(folder);
    if (link !== undefined) rmSync(link, { force: true });
    this.#links.delete(folder);
  }

  /** Removes the links, never what they point to. */
  close(): void {
    if (this.#home !== undefined) rmSync(this.#home, { recursive: true, force: true });
    this.#home = undefined;
    this.#links.clear();
  }

  #link(folder: string): string {
    this.#home ??= mkdtempSync(join(tmpdir(), 'local-azure-mounts-'));
    this.#made += 1;
    const link = join(this.#home, String(this.#made));
    symlinkSync(folder, link, 'dir');
    this.#links.set(folder, link);
    return link;
  }
}
