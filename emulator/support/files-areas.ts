import type { Area } from './area.ts';

/** By the names of https://learn.microsoft.com/rest/api/storageservices/file-service-rest-api; each is a method, `restype` and `comp`. */
export const filesAreas: readonly Area[] = [
  {
    title: 'Azure Files: the account',
    supported: {
      'List Shares': 'GET service list',
      'Get File Service Properties': 'GET service properties',
      'Set File Service Properties': 'PUT service properties',
    },
    refused: { 'Get User Delegation Key': 'POST service userdelegationkey' },
  },
  {
    title: 'Azure Files: shares',
    supported: {
      'Create Share': 'PUT share',
      'Get Share Properties': 'GET share',
      'Set Share Properties': 'PUT share properties',
      'Get Share Metadata': 'GET share metadata',
      'Set Share Metadata': 'PUT share metadata',
      'Get Share ACL': 'GET share acl',
      'Set Share ACL': 'PUT share acl',
      'Get Share Stats': 'GET share stats',
      'Create Permission': 'PUT share filepermission',
      'Get Permission': 'GET share filepermission',
      'Delete Share': 'DELETE share',
    },
    refused: {
      'Snapshot Share': 'PUT share snapshot',
      'Lease Share': 'PUT share lease',
      'Restore Share': 'PUT share undelete',
    },
  },
  {
    title: 'Azure Files: directories',
    supported: {
      'List Directories and Files': 'GET directory list',
      'Create Directory': 'PUT directory',
      'Get Directory Properties': 'GET directory',
      'Set Directory Properties': 'PUT directory properties',
      'Get Directory Metadata': 'GET directory metadata',
      'Set Directory Metadata': 'PUT directory metadata',
      'Rename Directory': 'PUT directory rename',
      'Delete Directory': 'DELETE directory',
    },
  },
  {
    title: 'Azure Files: files',
    supported: {
      'Create File': 'PUT file',
      'Get File': 'GET file',
      'Get File Properties': 'HEAD file',
      'Set File Properties': 'PUT file properties',
      'Get File Metadata': 'GET file metadata',
      'Set File Metadata': 'PUT file metadata',
      'Put Range (also from URL)': 'PUT file range',
      'List Ranges': 'GET file rangelist',
      'Copy File': 'PUT file copy-source',
      'Abort Copy File': 'PUT file copy',
      'Rename File': 'PUT file rename',
      'Delete File': 'DELETE file',
      'List Handles': 'GET handles listhandles',
      'Force Close Handles': 'PUT handles forceclosehandles',
    },
    refused: {
      'Lease File': 'PUT file lease',
      'Create Symbolic Link': 'PUT symboliclink',
      'Get Symbolic Link': 'GET symboliclink',
      'Create Hard Link': 'PUT hardlink',
    },
  },
];
