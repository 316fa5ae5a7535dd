import 'server-only';
import { type Catalogue, type CatalogueEntry, correctTemplate, LEARN } from '@/lib/azure/catalogue/entry';

const docs = `${LEARN}/azure/container-apps`;
const profiles = `${docs}/workload-profiles-overview`;
const mounts = `${docs}/storage-mounts`;
const logs = `${docs}/log-options`;
const makeNew = 'Enter the name of a new environment in acaEnvironmentName, then provision again.';

const profile = (
  sentence: string,
  cause: string,
  action = correctTemplate,
  kind: CatalogueEntry['kind'] = 'bad_input',
): CatalogueEntry => ({ kind, sentence, cause, action, link: profiles });

const mount = (sentence: string, cause: string): CatalogueEntry => ({
  kind: 'bad_input',
  sentence,
  cause,
  action: correctTemplate,
  link: mounts,
});

/** What a managed environment refuses: its workload profiles, its mounts and its logs. */
export const environmentCatalogue: Catalogue = {
  WorkloadProfileInUse: profile(
    'The update would take away a workload profile that an app runs on.',
    'The template does not name the profile, and an update removes what it does not name.',
    'Name another environment in acaEnvironmentName, or add the profile to infra/provision/inference.json.',
    'conflict',
  ),
  WorkloadProfileNotSupportedForUpdate: profile(
    'The environment cannot get this profile any more.',
    'A dedicated GPU profile can be added only when an environment is made.',
    `${makeNew.slice(0, -1)}; or choose a serverless GPU profile.`,
    'conflict',
  ),
  WorkloadProfileTypeCannotBeChanged: profile(
    'A workload profile of this name has another type.',
    'The type of a profile is fixed when it is added.',
    makeNew,
    'conflict',
  ),
  WorkloadProfilesNotSupported: profile(
    'The environment is of the older kind, which has no workload profiles.',
    'Whether an environment has profiles is decided when it is made.',
    makeNew,
    'conflict',
  ),
  WorkloadProfileDuplicateName: profile(
    'Two workload profiles of the environment have the same name.',
    'The template names a profile that the reused environment has for others.',
  ),
  WorkloadProfileInvalidName: profile(
    'A workload profile has no valid name.',
    'The template gives the profile an empty name.',
  ),
  WorkloadProfileInvalidCount: profile(
    'The workload profile cannot have that many nodes.',
    'The largest count must be at least 1 and not below the smallest one.',
    'Correct maximumInstanceCount in the parameters, then provision again.',
  ),
  WorkloadProfilePropertyRequired: profile(
    'The workload profile lacks a count.',
    'A dedicated profile needs a smallest and a largest count of nodes.',
  ),
  WorkloadProfileMaximumCoresConstraint: profile(
    'The workload profiles may grow to more cores than an environment may have.',
    'The cores of the largest count of all profiles are added up.',
    'Lower maximumInstanceCount in the parameters, then provision again.',
  ),
  ManagedEnvironmentStorageNotFound: mount(
    'The environment does not know the file share that the app mounts.',
    'A volume names a mount that the environment does not have.',
  ),
  ManagedEnvironmentStorageInvalidName: {
    ...mount(
      'A mount of the environment cannot have this name.',
      'Its name has lower-case letters, digits and hyphens, with a letter or digit at both ends.',
    ),
    action: 'Correct acaEnvironmentStorageName in the parameters, then provision again.',
  },
  ManagedEnvironmentStorageInvalid: mount(
    'A mount of the environment names no file share.',
    'It needs the names of a storage account and of a share in it.',
  ),
  ManagedEnvironmentStorageAccountKeyRequired: mount(
    'A mount of the environment lacks the key of the storage account.',
    'The template does not read the key from the account.',
  ),
  ManagedEnvironmentStorageInUse: {
    ...mount('An app still uses the mount.', 'A revision of an app mounts the share through it.'),
    kind: 'conflict',
    action: 'Delete the app that uses it, then try again.',
  },
  ManagedEnvironmentHasContainerApps: {
    kind: 'conflict',
    sentence: 'The environment still has apps in it.',
    cause: 'An environment can be deleted only when it is empty; apps of other groups count too.',
    action: 'Delete or move those apps, then try again.',
    link: `${docs}/environment`,
  },
  InvalidLogDestination: {
    kind: 'bad_input',
    sentence: 'The environment cannot send its logs there.',
    cause: 'The template names a destination that there is not.',
    action: correctTemplate,
    link: logs,
  },
  LogAnalyticsConfigurationRequired: {
    kind: 'bad_input',
    sentence: 'The environment is not told which workspace takes its logs.',
    cause: 'Logs that go to Log Analytics need the id of a workspace and its key.',
    action: correctTemplate,
    link: logs,
  },
};
