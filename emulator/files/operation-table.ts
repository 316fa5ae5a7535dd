import type { Operation } from './call.ts';
import type { Requirement } from './grant.ts';
import { getAccessPolicies, setAccessPolicies } from './operations/access-policies.ts';
import { abortCopy, copyFile } from './operations/copy-file.ts';
import { createFile } from './operations/create-file.ts';
import { deleteFile } from './operations/delete-file.ts';
import { createDirectory, deleteDirectory } from './operations/directories.ts';
import { download } from './operations/download.ts';
import { closeHandles, listHandles } from './operations/handles.ts';
import { listEntries } from './operations/list-entries.ts';
import { listRanges } from './operations/list-ranges.ts';
import { listShares } from './operations/list-shares.ts';
import { createPermission, getPermission } from './operations/permissions.ts';
import { getMetadata, getProperties, setMetadata, setProperties } from './operations/properties.ts';
import { rename } from './operations/rename.ts';
import { getServiceProperties, setServiceProperties } from './operations/service-properties.ts';
import {
  createShare,
  deleteShare,
  getShare,
  getShareMetadata,
  getShareStatistics,
  setShareMetadata,
  setShareProperties,
  undeleteShare,
} from './operations/shares.ts';
import { writeRange } from './operations/write-range.ts';

export type FoundOperation = { requirement: Requirement; run: Operation };

const needs =
  (resourceType: Requirement['resourceType'], anyOf: string, byServiceSignature = resourceType === 'o') =>
  (run: Operation): FoundOperation => ({ requirement: { resourceType, anyOf, byServiceSignature }, run });

/** By method, `restype` and `comp`, as `find-operation.ts` names them. Permissions: https://learn.microsoft.com/rest/api/storageservices/create-account-sas#file-service */
export const OPERATIONS: Record<string, FoundOperation> = {
  'GET service list': needs('s', 'l')(listShares),
  'GET service properties': needs('s', 'r')(getServiceProperties),
  'PUT service properties': needs('s', 'w')(setServiceProperties),

  'PUT share': needs('c', 'cw')(createShare),
  'GET share': needs('c', 'r')(getShare),
  'HEAD share': needs('c', 'r')(getShare),
  'DELETE share': needs('c', 'd')(deleteShare),
  'GET share stats': needs('c', 'r')(getShareStatistics),
  'PUT share properties': needs('c', 'w')(setShareProperties),
  'GET share metadata': needs('c', 'r')(getShareMetadata),
  'HEAD share metadata': needs('c', 'r')(getShareMetadata),
  'PUT share metadata': needs('c', 'w')(setShareMetadata),
  'PUT share undelete': needs('c', 'w')(undeleteShare),
  'GET share acl': needs('c', 'r')(getAccessPolicies),
  'HEAD share acl': needs('c', 'r')(getAccessPolicies),
  'PUT share acl': needs('c', 'w')(setAccessPolicies),
  'GET share filepermission': needs('c', 'r', true)(getPermission),
  'PUT share filepermission': needs('c', 'cw', true)(createPermission),

  'PUT directory': needs('o', 'cw')(createDirectory),
  'GET directory': needs('o', 'r')(getProperties('directory')),
  'HEAD directory': needs('o', 'r')(getProperties('directory')),
  'DELETE directory': needs('o', 'd')(deleteDirectory),
  'GET directory list': needs('c', 'l', true)(listEntries),
  'PUT directory properties': needs('o', 'w')(setProperties('directory')),
  'GET directory metadata': needs('o', 'r')(getMetadata('directory')),
  'HEAD directory metadata': needs('o', 'r')(getMetadata('directory')),
  'PUT directory metadata': needs('o', 'w')(setMetadata('directory')),
  'PUT directory rename': needs('o', 'w')(rename('directory')),

  'PUT file': needs('o', 'cw')(createFile),
  'PUT file copy-source': needs('o', 'cw')(copyFile),
  'PUT file copy': needs('o', 'w')(abortCopy),
  'GET file': needs('o', 'r')(download),
  'HEAD file': needs('o', 'r')(getProperties('file')),
  'DELETE file': needs('o', 'd')(deleteFile),
  'PUT file range': needs('o', 'w')(writeRange),
  'GET file rangelist': needs('o', 'r')(listRanges),
  'PUT file properties': needs('o', 'w')(setProperties('file')),
  'GET file metadata': needs('o', 'r')(getMetadata('file')),
  'HEAD file metadata': needs('o', 'r')(getMetadata('file')),
  'PUT file metadata': needs('o', 'w')(setMetadata('file')),
  'PUT file rename': needs('o', 'w')(rename('file')),
  'GET handles listhandles': needs('o', 'l')(listHandles),
  'PUT handles forceclosehandles': needs('o', 'w')(closeHandles),
};

/** What the service does and this one does not. */
export const REFUSED: readonly string[] = [
  'POST service userdelegationkey',
  'PUT share snapshot',
  'PUT share lease',
  'PUT file lease',
  'PUT symboliclink',
  'GET symboliclink',
  'PUT hardlink',
];
