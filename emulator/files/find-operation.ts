import type { Operation } from './call.ts';
import { FilesError } from './files-error.ts';
import { copyFile } from './operations/copy-file.ts';
import { createFile } from './operations/create-file.ts';
import { deleteFile } from './operations/delete-file.ts';
import { createDirectory, deleteDirectory } from './operations/directories.ts';
import { download } from './operations/download.ts';
import { closeHandles, listHandles } from './operations/handles.ts';
import { listEntries } from './operations/list-entries.ts';
import { listRanges } from './operations/list-ranges.ts';
import { getProperties, setMetadata, setProperties } from './operations/properties.ts';
import { rename } from './operations/rename.ts';
import {
  createShare,
  deleteShare,
  getShare,
  getShareStatistics,
  listShares,
  setShareMetadata,
  setShareProperties,
} from './operations/shares.ts';
import { writeRange } from './operations/write-range.ts';
import type { RequestTarget } from './request-target.ts';
import type { Requirement } from './shared-access-signature.ts';

type FoundOperation = { requirement: Requirement; run: Operation };

const needs =
  (resourceType: Requirement['resourceType'], anyOf: string) =>
  (run: Operation): FoundOperation => ({ requirement: { resourceType, anyOf }, run });

/** Permissions: https://learn.microsoft.com/rest/api/storageservices/create-account-sas#file-service */
const OPERATIONS: Record<string, FoundOperation> = {
  'GET service list': needs('s', 'l')(listShares),

  'PUT share': needs('c', 'cw')(createShare),
  'GET share': needs('c', 'rl')(getShare),
  'HEAD share': needs('c', 'rl')(getShare),
  'DELETE share': needs('c', 'd')(deleteShare),
  'GET share stats': needs('c', 'r')(getShareStatistics),
  'PUT share properties': needs('c', 'w')(setShareProperties),
  'PUT share metadata': needs('c', 'w')(setShareMetadata),

  'PUT directory': needs('o', 'cw')(createDirectory),
  'GET directory': needs('o', 'r')(getProperties('directory')),
  'HEAD directory': needs('o', 'r')(getProperties('directory')),
  'DELETE directory': needs('o', 'd')(deleteDirectory),
  'GET directory list': needs('c', 'l')(listEntries),
  'PUT directory properties': needs('o', 'w')(setProperties('directory')),
  'PUT directory metadata': needs('o', 'w')(setMetadata('directory')),
  'PUT directory rename': needs('o', 'w')(rename('directory')),

  'PUT file': needs(
    'o',
    'cw',
  )((call) => (call.request.headers.has('x-ms-copy-source') ? copyFile(call) : createFile(call))),
  'GET file': needs('o', 'r')(download),
  'HEAD file': needs('o', 'r')(getProperties('file')),
  'DELETE file': needs('o', 'd')(deleteFile),
  'PUT file range': needs('o', 'w')(writeRange),
  'GET file rangelist': needs('o', 'r')(listRanges),
  'PUT file properties': needs('o', 'w')(setProperties('file')),
  'PUT file metadata': needs('o', 'w')(setMetadata('file')),
  'PUT file rename': needs('o', 'w')(rename('file')),
  'GET file listhandles': needs('o', 'l')(listHandles),
  'PUT file forceclosehandles': needs('o', 'w')(closeHandles),
};

/** The operation that method, `restype` and `comp` name; one that is not supported is refused by name. */
export function findOperation(method: string, target: RequestTarget): FoundOperation {
  const comp = target.query.get('comp')?.toLowerCase() ?? '';
  const level = target.share === undefined ? 'service' : 'file';
  const restype = target.query.get('restype')?.toLowerCase() ?? level;
  const name = [method, restype, comp].filter(Boolean).join(' ');
  const found = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  const snapshot = target.query.has('sharesnapshot') || target.query.has('snapshot');
  if (found && !snapshot) return found;
  throw new FilesError(
    'NotImplemented',
    `Not supported: '${name}'${snapshot ? ' of a share snapshot' : ''}.`,
  );
}
