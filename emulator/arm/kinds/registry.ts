import { sameText } from '../resource-id.ts';
import { containerAppKind } from './container-app.ts';
import { environmentStorageKind } from './environment-storage.ts';
import { fileServiceKind } from './file-service.ts';
import { fileShareKind } from './file-share.ts';
import type { ResourceKind } from './kind.ts';
import { managedEnvironmentKind } from './managed-environment.ts';
import { storageAccountKind } from './storage-account.ts';
import { workspaceKind } from './workspace.ts';

/** Every resource type that the local Azure has. */
export const resourceKinds: readonly ResourceKind[] = [
  storageAccountKind,
  fileServiceKind,
  fileShareKind,
  workspaceKind,
  managedEnvironmentKind,
  environmentStorageKind,
  containerAppKind,
];

/** By the full type in any case; undefined for a type that is not served. */
export function findKind(type: string): ResourceKind | undefined {
  return resourceKinds.find((kind) => sameText(kind.type, type));
}
