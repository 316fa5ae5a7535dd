import 'server-only';
import { checkCommands } from '@/lib/provisioning/plan/checks/commands';
import { checkCredentials } from '@/lib/provisioning/plan/checks/credentials';
import { checkHistory } from '@/lib/provisioning/plan/checks/history';
import { checkLocation } from '@/lib/provisioning/plan/checks/location';
import { checkModels } from '@/lib/provisioning/plan/checks/model-files';
import { checkNames } from '@/lib/provisioning/plan/checks/names';
import { checkOtherDeployments } from '@/lib/provisioning/plan/checks/other-deployments';
import { checkPermissions } from '@/lib/provisioning/plan/checks/permissions';
import { checkProfile } from '@/lib/provisioning/plan/checks/profile';
import { checkProviders } from '@/lib/provisioning/plan/checks/providers';
import { checkQuota } from '@/lib/provisioning/plan/checks/quota';
import { checkSharedKeys } from '@/lib/provisioning/plan/checks/shared-keys';
import { checkStorageName } from '@/lib/provisioning/plan/checks/storage-name';
import { checkTemplate } from '@/lib/provisioning/plan/checks/template';
import { checkValidation } from '@/lib/provisioning/plan/checks/validation';
import type { CheckId } from '@/lib/provisioning/plan/plan';
import type { CheckFunction } from '@/lib/provisioning/plan/run-check';

/** Every check of a plan. */
export const board: Readonly<Record<CheckId, CheckFunction>> = {
  credentials: checkCredentials,
  template: checkTemplate,
  providers: checkProviders,
  permissions: checkPermissions,
  location: checkLocation,
  profile: checkProfile,
  quota: checkQuota,
  names: checkNames,
  'storage-name': checkStorageName,
  'shared-keys': checkSharedKeys,
  'model-files': checkModels,
  commands: checkCommands,
  history: checkHistory,
  'other-deployments': checkOtherDeployments,
  validation: checkValidation,
};
