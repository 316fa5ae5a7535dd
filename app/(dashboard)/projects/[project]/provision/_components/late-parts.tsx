'use client';

import { lazy, useEffect } from 'react';

/** What the page does not begin with. It is fetched as soon as the page stands, so that nobody waits for it. */
const loads = {
  board: () => import('./plan/plan-board'),
  confirm: () => import('./confirm-provision'),
  conflict: () => import('./file-conflict'),
  json: () => import('./parameters-json'),
  group: () => import('./create-group-dialog'),
  imported: () => import('./import-dialog'),
  versions: () => import('./versions-list'),
  byHand: () => import('./by-hand-files'),
};

export const PlanBoard = lazy(async () => ({ default: (await loads.board()).PlanBoard }));
export const ConfirmProvision = lazy(async () => ({ default: (await loads.confirm()).ConfirmProvision }));
export const FileConflict = lazy(async () => ({ default: (await loads.conflict()).FileConflict }));
export const ParametersJson = lazy(async () => ({ default: (await loads.json()).ParametersJson }));
export const CreateGroupDialog = lazy(async () => ({ default: (await loads.group()).CreateGroupDialog }));
export const ImportDialog = lazy(async () => ({ default: (await loads.imported()).ImportDialog }));
export const VersionsList = lazy(async () => ({ default: (await loads.versions()).VersionsList }));
export const ByHandFiles = lazy(async () => ({ default: (await loads.byHand()).ByHandFiles }));

export function useLateParts(): void {
  useEffect(() => {
    void Promise.allSettled(Object.values(loads).map((load) => load()));
  }, []);
}
