'use client';

import { useSearchParams } from 'next/navigation';
import { useReducer, useState } from 'react';
import { ApiError } from '@/app/_components/fetch-json';
import type { ErrorInfo } from '@/lib/core/errors';
import { changeBuffers, isUnsaved } from './buffers';
import { removeFile, renameFile, writeFile } from './file-requests';
import { useKnownFiles, useOpenFile } from './use-open-file';

const unreachable: ErrorInfo = {
  code: 'dashboard_unreachable',
  message: 'The dashboard did not answer.',
  action: 'Check that it is running, then try again.',
};

/** What is to be said about what was done last. */
export type Done =
  | { kind: 'saved'; path: string }
  | { kind: 'renamed'; path: string }
  | { kind: 'removed'; path: string; text: string | null };

/** The open files of a project and what can be done with them. The file that is shown is in the address, so that a link leads to it. */
export function useWorkspace(projectId: string) {
  const params = useSearchParams();
  const path = params.get('path');
  const [buffers, change] = useReducer(changeBuffers, {});
  const [pending, setPending] = useState<'save' | 'other'>();
  const [error, setError] = useState<ErrorInfo>();
  const [done, setDone] = useState<Done>();
  const open = useOpenFile(projectId, path, pending !== undefined, change);
  const known = useKnownFiles(projectId);
  const buffer = path === null ? undefined : buffers[path];
  const version = buffer?.base?.version ?? open.file?.version;

  const show = (next: string | null) => {
    setError(undefined);
    window.history.pushState(null, '', next === null ? '?' : `?${new URLSearchParams({ path: next })}`);
  };

  /** Answers whether it was done. A refusal is shown; one for a change on disk brings that change. */
  const attempt = async (kind: 'save' | 'other', work: () => Promise<void>): Promise<boolean> => {
    if (pending) return false;
    setPending(kind);
    setError(undefined);
    setDone(undefined);
    try {
      await work();
      return true;
    } catch (cause) {
      const info = cause instanceof ApiError ? cause.info : unreachable;
      const { data } = await open.refetch();
      // What has become of the text is shown where the text is; there is nothing to add.
      const isShown = kind === 'save' && info.code === 'file_changed' && data?.kind === 'text';
      if (!isShown) setError(info);
      return false;
    } finally {
      setPending(undefined);
    }
  };

  const make = (target: string, text: string) =>
    attempt('other', async () => {
      const made = await writeFile(projectId, target, text, null);
      known.know(target, text, made);
      change({ kind: 'closed', path: target });
      change({ kind: 'read', path: target, file: { text, version: made } });
      await known.listAnew();
      show(target);
    });

  return {
    path,
    line: lineOf(params.get('line')),
    buffers,
    buffer,
    change,
    open,
    /** The shown file can be renamed and removed when it is known which version that would be. */
    version,
    pending,
    error,
    forgetError: () => setError(undefined),
    done,
    show,
    make,
    save: () =>
      attempt('save', async () => {
        if (path === null || !buffer || !isUnsaved(buffer) || buffer.theirs) return;
        const { text } = buffer;
        await known.hold(path);
        const saved = await writeFile(projectId, path, text, buffer.base?.version ?? null);
        known.know(path, text, saved);
        change({ kind: 'saved', path, file: { text, version: saved } });
        setDone({ kind: 'saved', path });
        void known.listAnew();
      }),
    rename: (to: string) =>
      attempt('other', async () => {
        if (path === null || version === undefined || to === path) return;
        await known.hold(path);
        await renameFile(projectId, path, to, version);
        change({ kind: 'moved', path, to });
        known.forget(path);
        setDone({ kind: 'renamed', path: to });
        await known.listAnew();
        show(to);
      }),
    remove: () =>
      attempt('other', async () => {
        if (path === null || version === undefined) return;
        await known.hold(path);
        const text = await removeFile(projectId, path, version);
        change({ kind: 'closed', path });
        show(null);
        known.forget(path);
        setDone({ kind: 'removed', path, text });
        await known.listAnew();
      }),
  };
}

export type Workspace = ReturnType<typeof useWorkspace>;

function lineOf(text: string | null): number | undefined {
  const line = Number(text);
  return Number.isInteger(line) && line > 0 ? line : undefined;
}
