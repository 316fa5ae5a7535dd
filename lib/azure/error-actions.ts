import 'server-only';
import type { ErrorKind } from '@/lib/core/errors';

type Advice = { kind: ErrorKind; action: string };

const signIn =
  'Sign in with `az login`, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, then try again.';
const chooseAnotherName = 'Enter another name in the parameters, then provision again.';
const askForRole =
  'Ask an owner for the Contributor role on the resource group, or choose another resource group.';
const waitAndRetry = 'Wait a minute, then try again.';

/** What to do about the codes that Azure is known to answer with. Keys are Azure's own spelling. */
const adviceByCode: Record<string, Advice> = {
  AuthorizationFailed: { kind: 'forbidden', action: askForRole },
  LinkedAuthorizationFailed: { kind: 'forbidden', action: askForRole },
  RequestDisallowedByPolicy: {
    kind: 'forbidden',
    action: 'A policy of your organisation forbids this; its message says what it allows.',
  },
  ScopeLocked: { kind: 'forbidden', action: 'Remove the lock on the resource group, then try again.' },
  InvalidAuthenticationToken: { kind: 'unauthenticated', action: signIn },
  ExpiredAuthenticationToken: { kind: 'unauthenticated', action: signIn },
  InvalidAuthenticationTokenTenant: {
    kind: 'unauthenticated',
    action: 'Sign in to the tenant of this subscription with `az login --tenant`, then try again.',
  },
  SubscriptionNotFound: { kind: 'not_found', action: 'Choose another subscription.' },
  ResourceGroupNotFound: { kind: 'not_found', action: 'Choose another resource group.' },
  DeploymentNotFound: { kind: 'not_found', action: 'Provision again.' },
  ResourceNotFound: { kind: 'not_found', action: 'Provision again, so that the resource is made.' },
  ContainerAppNotFound: { kind: 'not_found', action: 'Provision again, so that the app is made.' },
  RevisionNotFound: { kind: 'not_found', action: 'Provision again, so that the app gets a revision.' },
  ShareNotFound: { kind: 'not_found', action: 'Provision again, so that the file share is made.' },
  QuotaExceeded: {
    kind: 'conflict',
    action: 'Ask for more quota in the Azure portal, or choose another location.',
  },
  MaxRegionalQuotaExceeded: {
    kind: 'conflict',
    action: 'Name an existing environment in acaEnvironmentName, or choose another location.',
  },
  MaxNumberOfRegionalEnvironmentsInSubExceeded: {
    kind: 'conflict',
    action: 'Name an existing environment in acaEnvironmentName, or choose another location.',
  },
  MaxNumberOfGlobalEnvironmentsInSubExceeded: {
    kind: 'conflict',
    action: 'Name an existing environment in acaEnvironmentName, or delete one that is not needed.',
  },
  LocationNotAvailableForResourceType: { kind: 'bad_input', action: 'Choose another location.' },
  InvalidResourceLocation: {
    kind: 'conflict',
    action: 'Use the location that the existing resource has, or enter another name.',
  },
  MissingSubscriptionRegistration: {
    kind: 'conflict',
    action: 'Register the resource provider with `az provider register`, then provision again.',
  },
  DeploymentActive: {
    kind: 'conflict',
    action: 'Wait until the running deployment has ended, or cancel it in the Azure portal.',
  },
  InvalidTemplate: {
    kind: 'bad_input',
    action: 'Correct infra/provision/inference.json, then provision again.',
  },
  InvalidTemplateDeployment: {
    kind: 'bad_input',
    action: 'Correct the parameters or the template that the message names, then provision again.',
  },
  InvalidRequestContent: { kind: 'bad_input', action: 'Correct the parameters, then provision again.' },
  StorageAccountAlreadyTaken: { kind: 'conflict', action: chooseAnotherName },
  StorageAccountAlreadyExists: { kind: 'conflict', action: chooseAnotherName },
  StorageAccountInAnotherResourceGroup: { kind: 'conflict', action: chooseAnotherName },
  AccountNameInvalid: { kind: 'bad_input', action: chooseAnotherName },
  InvalidResourceName: { kind: 'bad_input', action: chooseAnotherName },
  ContainerAppInvalidName: { kind: 'bad_input', action: chooseAnotherName },
  ManagedEnvironmentInvalidName: { kind: 'bad_input', action: chooseAnotherName },
  Conflict: { kind: 'conflict', action: waitAndRetry },
  AnotherOperationInProgress: { kind: 'conflict', action: waitAndRetry },
  ContainerAppOperationInProgress: { kind: 'conflict', action: waitAndRetry },
  KeyBasedAuthenticationNotPermitted: {
    kind: 'forbidden',
    action: 'Allow storage account key access on the storage account: the mounted share needs it too.',
  },
  AuthenticationFailed: {
    kind: 'forbidden',
    action: 'Check the clock of this machine and that the storage account keys were not just changed.',
  },
  TooManyRequests: { kind: 'throttled', action: waitAndRetry },
  ServerBusy: { kind: 'throttled', action: waitAndRetry },
};

/** The kind of an Azure error and what a person can do about it, by code first and by HTTP status else. */
export function adviceFor(code: string, status: number | undefined): Advice {
  return adviceByCode[code] ?? adviceForStatus(status);
}

/** The advice for a missing or refused sign-in. */
export const signInAdvice: Advice = { kind: 'unauthenticated', action: signIn };

function adviceForStatus(status: number | undefined): Advice {
  if (status === 401) return signInAdvice;
  if (status === 403) return { kind: 'forbidden', action: askForRole };
  if (status === 404) return { kind: 'not_found', action: 'Check the names, or provision again.' };
  if (status === 409) return { kind: 'conflict', action: waitAndRetry };
  if (status === 429) return { kind: 'throttled', action: waitAndRetry };
  if (status !== undefined && status < 500) {
    return { kind: 'bad_input', action: 'Correct what the message names, then try again.' };
  }
  return {
    kind: 'unavailable',
    action: 'Try again in a few minutes; Azure reports its own state on its status page.',
  };
}
