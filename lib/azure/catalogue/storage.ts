import 'server-only';
import { type Catalogue, LEARN, TROUBLESHOOTING } from '@/lib/azure/catalogue/entry';

const chooseAnotherName = 'Enter another name in the parameters, then provision again.';
const names = `${TROUBLESHOOTING}/error-storage-account-name`;
const fileCodes = `${LEARN}/rest/api/storageservices/file-service-error-codes`;
const commonCodes = `${LEARN}/rest/api/storageservices/common-rest-api-error-codes`;

/** Storage accounts and the files in them. */
export const storageCatalogue: Catalogue = {
  StorageAccountAlreadyTaken: {
    kind: 'conflict',
    sentence: 'The name of the storage account is taken.',
    cause: 'The names of storage accounts are one list for all customers of Azure.',
    action: chooseAnotherName,
    link: names,
  },
  StorageAccountAlreadyExists: {
    kind: 'conflict',
    sentence: 'The storage account exists already.',
    cause: 'The subscription has an account of this name.',
    action: chooseAnotherName,
    link: names,
  },
  StorageAccountInAnotherResourceGroup: {
    kind: 'conflict',
    sentence: 'The storage account is in another resource group.',
    cause: 'The subscription has an account of this name, and an account cannot be in two groups.',
    action: chooseAnotherName,
    link: names,
  },
  StorageAccountOperationInProgress: {
    kind: 'conflict',
    sentence: 'The storage account is being changed.',
    cause: 'Azure makes one change of an account at a time.',
    action: 'Wait a minute, then try again.',
    link: commonCodes,
  },
  AccountNameInvalid: {
    kind: 'bad_input',
    sentence: 'A storage account cannot have this name.',
    cause: 'Its name has 3 to 24 lower-case letters and digits.',
    action: chooseAnotherName,
    link: names,
  },
  ShareNotFound: {
    kind: 'not_found',
    sentence: 'There is no such file share.',
    cause: 'It was deleted, or has another name.',
    action: 'Provision again, so that the file share is made.',
    link: fileCodes,
  },
  ShareBeingDeleted: {
    kind: 'conflict',
    sentence: 'The file share is being deleted.',
    cause: 'Someone has deleted it; its name is free again some time after.',
    action: 'Wait a minute, then try again.',
    link: fileCodes,
  },
  ShareSizeLimitReached: {
    kind: 'conflict',
    sentence: 'The file share is full.',
    cause: 'Its files fill the quota that it was made with.',
    action: 'Delete files that are not needed, or raise the quota of the share in the Azure portal.',
    link: fileCodes,
  },
  ParentNotFound: {
    kind: 'not_found',
    sentence: 'The folder on the share is not there.',
    cause: 'It was deleted while files were being sent into it.',
    action: 'Deploy again, so that the folder is made.',
    link: fileCodes,
  },
  ResourceTypeMismatch: {
    kind: 'conflict',
    sentence: 'A file stands where a folder should be, or the other way round.',
    cause: 'Someone has put something else of the same name on the share.',
    action: 'Remove or rename what stands there, then deploy again.',
    link: fileCodes,
  },
  ResourceAlreadyExists: {
    kind: 'conflict',
    sentence: 'There is something of this name on the share already.',
    cause: 'Someone else has put it there in the meantime.',
    action: 'Deploy again, so that what is there now is seen.',
    link: fileCodes,
  },
  DirectoryNotEmpty: {
    kind: 'conflict',
    sentence: 'The folder on the share is not empty.',
    cause: 'Someone has put files into it while it was being removed.',
    action: 'Deploy again, so that what is there now is seen.',
    link: fileCodes,
  },
  ReadOnlyAttribute: {
    kind: 'conflict',
    sentence: 'The file on the share is read-only.',
    cause: 'A computer that mounts the share has marked it so.',
    action: 'Take the read-only mark off the file, then deploy again.',
    link: fileCodes,
  },
  OutOfRangeInput: {
    kind: 'bad_input',
    sentence: 'A name is too long for the share.',
    cause: 'A name has up to 255 characters, and a path up to 2048.',
    action: 'Shorten the name, then deploy again.',
    link: `${LEARN}/rest/api/storageservices/naming-and-referencing-shares--directories--files--and-metadata`,
  },
  SharingViolation: {
    kind: 'conflict',
    sentence: 'Another program has the file open.',
    cause: 'A replica or a computer that mounts the share holds it open without sharing.',
    action: 'Stop the program that holds the file open, then deploy again.',
    link: fileCodes,
  },
  KeyBasedAuthenticationNotPermitted: {
    kind: 'forbidden',
    sentence: 'The storage account does not allow its keys to be used.',
    cause: 'Its setting for access by key is off, often by a policy of the organisation.',
    action: 'Allow storage account key access on the storage account: the mounted share needs it too.',
    link: `${LEARN}/azure/storage/common/shared-key-authorization-prevent`,
  },
  AuthenticationFailed: {
    kind: 'forbidden',
    sentence: 'The storage account does not accept the signature.',
    cause: 'The clock of this machine is wrong, or the keys of the account were changed in this moment.',
    action: 'Check the clock of this machine and that the storage account keys were not just changed.',
    link: commonCodes,
  },
  AuthorizationPermissionMismatch: {
    kind: 'forbidden',
    sentence: 'The identity that Slipway acts as has no right to the files of the storage account.',
    cause:
      'It has no role for files on the account, and could not use the account’s keys instead: they are off, or it may not read them.',
    action:
      'Give it the role Storage File Data Privileged Contributor on the storage account, wait some minutes for it to hold, then try again.',
    link: `${LEARN}/azure/storage/files/authorize-oauth-rest`,
  },
  AuthorizationFailure: {
    kind: 'forbidden',
    sentence: 'The storage account does not let this machine in.',
    cause: 'Its firewall allows chosen networks only, and this machine is in none of them.',
    action: 'Allow the network of this machine under Networking of the storage account, then try again.',
    link: `${LEARN}/azure/storage/common/storage-network-security`,
  },
  ServerBusy: {
    kind: 'throttled',
    sentence: 'The storage account has too much to do.',
    cause: 'It is at its limit of requests for the moment.',
    action: 'Wait a minute, then try again.',
    link: commonCodes,
  },
  InternalError: {
    kind: 'unavailable',
    sentence: 'Azure failed by itself.',
    cause: 'A fault inside the service; the request was in order.',
    action: 'Try again in a few minutes; Azure reports its own state on its status page.',
    link: commonCodes,
  },
};
