import 'server-only';
import { type Catalogue, correctTemplate, LEARN } from '@/lib/azure/catalogue/entry';

const docs = `${LEARN}/azure/container-apps`;
const quotas = `${docs}/quotas`;
const profiles = `${docs}/workload-profiles-overview`;
const secrets = `${docs}/manage-secrets`;
const chooseAnotherName = 'Enter another name in the parameters, then provision again.';
const waitAndRetry = 'Wait a minute, then try again.';
const reuse = 'Name an existing environment in acaEnvironmentName, or choose another location.';

export const containerAppsCatalogue: Catalogue = {
  MaxRegionalQuotaExceeded: {
    kind: 'conflict',
    sentence: 'The region has no room for another environment of this subscription.',
    cause: 'A subscription may have a limited number of environments in each region.',
    action: reuse,
    link: quotas,
  },
  MaxNumberOfRegionalEnvironmentsInSubExceeded: {
    kind: 'conflict',
    sentence: 'The subscription has as many environments in this region as it may.',
    cause: 'The number of environments in each region is limited.',
    action: reuse,
    link: quotas,
  },
  MaxNumberOfGlobalEnvironmentsInSubExceeded: {
    kind: 'conflict',
    sentence: 'The subscription has as many environments as it may.',
    cause: 'The number of environments over all regions is limited.',
    action: 'Name an existing environment in acaEnvironmentName, or delete one that is not needed.',
    link: quotas,
  },
  MaxNumberOfEnvsExceeded: {
    kind: 'conflict',
    sentence: 'The subscription has as many environments as it may.',
    cause: 'The number of environments is limited.',
    action: 'Name an existing environment in acaEnvironmentName, or delete one that is not needed.',
    link: quotas,
  },
  ContainerAppQuotaExceeded: {
    kind: 'conflict',
    sentence: 'The environment has no cores left for the app.',
    cause: 'The cores of all apps in an environment are limited.',
    action: 'Ask for more quota in the Azure portal, or name another environment in acaEnvironmentName.',
    link: quotas,
  },
  ManagedEnvironmentNotFound: {
    kind: 'not_found',
    sentence: 'There is no such environment.',
    cause: 'It was deleted, or has another name or group.',
    action: 'Provision again, so that the environment is made.',
    link: `${docs}/environment`,
  },
  ManagedEnvironmentNotReadyForAppCreation: {
    kind: 'conflict',
    sentence: 'The environment is not ready for apps.',
    cause: 'It is still being made, or its making failed.',
    action: 'Wait until the environment is ready; if it has failed, delete it and provision again.',
    link: `${docs}/troubleshooting`,
  },
  ManagedEnvironmentOperationInProgress: {
    kind: 'conflict',
    sentence: 'The environment is being changed.',
    cause: 'Azure makes one change of an environment at a time.',
    action: waitAndRetry,
    link: `${docs}/troubleshooting`,
  },
  ManagedEnvironmentInvalidName: {
    kind: 'bad_input',
    sentence: 'An environment cannot have this name.',
    cause: 'Its name has 1 to 60 letters, digits and hyphens, and begins with a letter.',
    action: chooseAnotherName,
    link: `${docs}/environment`,
  },
  InvalidEnvironmentId: {
    kind: 'bad_input',
    sentence: 'The app names an environment that it cannot use.',
    cause: 'The environment’s id is mistyped, or the environment is in another region.',
    action: 'Correct acaEnvironmentName in the parameters, then provision again.',
    link: `${docs}/environment`,
  },
  ContainerAppInvalidName: {
    kind: 'bad_input',
    sentence: 'A container app cannot have this name.',
    cause: 'Its name has 2 to 32 lower-case letters, digits and hyphens, and begins with a letter.',
    action: chooseAnotherName,
    link: `${docs}/troubleshooting`,
  },
  ContainerAppOperationInProgress: {
    kind: 'conflict',
    sentence: 'The container app is being changed.',
    cause: 'Azure makes one change of an app at a time.',
    action: waitAndRetry,
    link: `${docs}/troubleshooting`,
  },
  ContainerAppOperationError: {
    kind: 'conflict',
    sentence: 'The container app could not be brought up.',
    cause: 'Its image cannot be pulled, or its container ends or fails its probes.',
    action: 'Look at the log of the last run for the cause, correct it, then provision again.',
    link: `${docs}/deployment-errors`,
  },
  ContainerAppSecretInvalid: {
    kind: 'bad_input',
    sentence: 'A secret of the app is not valid.',
    cause: 'It has no value, or a name that is not allowed.',
    action: 'Give the secret a value in the settings, then provision again.',
    link: secrets,
  },
  ContainerAppSecretRefNotFound: {
    kind: 'bad_input',
    sentence: 'An environment variable refers to a secret that the app does not have.',
    cause: 'The secret was removed, or is spelled in another way.',
    action: 'Add the secret, or remove the variable that refers to it.',
    link: secrets,
  },
  InvalidParameterValueInContainerTemplate: {
    kind: 'bad_input',
    sentence: 'The container of the app is not described in a valid way.',
    cause: 'Often the image: its name is wrong, or its registry refuses to hand it out.',
    action: 'Correct containerImage in the parameters, then provision again.',
    link: `${docs}/containers`,
  },
  ContainerAppInvalidResourceTotal: {
    kind: 'bad_input',
    sentence: 'The app asks for more cores or memory than its profile has.',
    cause: 'What all containers of an app ask for must fit the workload profile.',
    action: 'Choose another GPU profile in the parameters, then provision again.',
    link: profiles,
  },
  WorkloadProfileNotFound: {
    kind: 'conflict',
    sentence: 'The environment does not have the workload profile that the app asks for.',
    cause: 'A reused environment was made without it.',
    action: 'Name another environment in acaEnvironmentName, or choose a profile that this one has.',
    link: profiles,
  },
  WorkloadProfileInvalidType: {
    kind: 'bad_input',
    sentence: 'The region does not offer this workload profile.',
    cause: 'GPU profiles are in some regions only.',
    action: 'Choose another location or another GPU profile, then provision again.',
    link: profiles,
  },
  WorkloadProfilePropertyNotSupported: {
    kind: 'bad_input',
    sentence: 'The workload profile takes no counts.',
    cause: 'A serverless profile scales by itself; only a dedicated one has a smallest and a largest count.',
    action: correctTemplate,
    link: profiles,
  },
  RevisionNotFound: {
    kind: 'not_found',
    sentence: 'The app has no such revision.',
    cause: 'Azure keeps a limited number of old revisions.',
    action: 'Provision again, so that the app gets a revision.',
    link: `${docs}/revisions`,
  },
};
