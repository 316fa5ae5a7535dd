import 'server-only';
import { type Catalogue, LEARN, TROUBLESHOOTING } from '@/lib/azure/catalogue/entry';

const askForRole =
  'Ask an owner for the Contributor role on the resource group, or choose another resource group.';
const signIn =
  'Sign in with `az login`, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, then try again.';
const waitAndRetry = 'Wait a minute, then try again.';
const throttling = `${LEARN}/azure/azure-resource-manager/management/request-limits-and-throttling`;
const health = 'https://azure.status.microsoft';

/** Rights, subscriptions, groups and the state of ARM itself. */
export const armCatalogue: Catalogue = {
  AuthorizationFailed: {
    kind: 'forbidden',
    sentence: 'The account may not do this.',
    cause: 'It has no role that allows the action that the message names, or the role is minutes old.',
    action: askForRole,
    link: `${LEARN}/azure/role-based-access-control/troubleshooting`,
  },
  LinkedAuthorizationFailed: {
    kind: 'forbidden',
    sentence: 'The account may not use a resource that this one is linked to.',
    cause: 'A reused resource, such as an environment in another group, needs a role of its own.',
    action: askForRole,
    link: `${LEARN}/azure/role-based-access-control/troubleshooting`,
  },
  RequestDisallowedByPolicy: {
    kind: 'forbidden',
    sentence: 'A policy forbids this.',
    cause: 'An Azure Policy of the organisation denies a resource with these properties.',
    action: 'A policy of your organisation forbids this; its message says what it allows.',
    link: `${TROUBLESHOOTING}/error-policy-requestdisallowedbypolicy`,
  },
  ScopeLocked: {
    kind: 'forbidden',
    sentence: 'The resource is locked.',
    cause: 'Someone has put a lock on the resource, its group or its subscription.',
    action: 'Remove the lock on the resource group, then try again.',
    link: `${LEARN}/azure/azure-resource-manager/management/lock-resources`,
  },
  InvalidAuthenticationToken: {
    kind: 'unauthenticated',
    sentence: 'Azure does not accept the sign-in.',
    cause: 'The token is damaged, or was made for another cloud or service.',
    action: signIn,
    link: `${LEARN}/cli/azure/authenticate-azure-cli`,
  },
  InvalidAuthenticationTokenAudience: {
    kind: 'unauthenticated',
    sentence: 'The sign-in is for another service or cloud.',
    cause: 'Tokens are asked for under another name than the control plane of this cloud has.',
    action: 'Correct SLIPWAY_CLOUD or AZURE_RESOURCE_MANAGER_AUDIENCE, then start Slipway again.',
    link: `${LEARN}/cli/azure/manage-clouds-azure-cli`,
  },
  ExpiredAuthenticationToken: {
    kind: 'unauthenticated',
    sentence: 'The sign-in has run out.',
    cause: 'The token was too old when it reached Azure; a wrong clock on this machine does that too.',
    action: signIn,
    link: `${LEARN}/cli/azure/authenticate-azure-cli`,
  },
  InvalidAuthenticationTokenTenant: {
    kind: 'unauthenticated',
    sentence: 'The sign-in is for another tenant.',
    cause: 'The subscription belongs to another tenant than the one that is signed in to.',
    action: 'Sign in to the tenant of this subscription with `az login --tenant`, then try again.',
    link: `${LEARN}/cli/azure/authenticate-azure-cli`,
  },
  SubscriptionNotFound: {
    kind: 'not_found',
    sentence: 'There is no such subscription.',
    cause: 'Its id is mistyped, it was deleted, or this account has no role in it.',
    action: 'Choose another subscription.',
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  InvalidSubscriptionId: {
    kind: 'bad_input',
    sentence: 'That is no id of a subscription.',
    cause: 'A subscription’s id is a GUID; its name does not do.',
    action: 'Choose another subscription.',
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  ReadOnlyDisabledSubscription: {
    kind: 'forbidden',
    sentence: 'The subscription is disabled and can only be read.',
    cause: 'It was cancelled, its credit is used up, or a payment is due.',
    action: 'Reactivate the subscription in the Azure portal, or choose another one.',
    link: `${LEARN}/azure/cost-management-billing/manage/subscription-disabled`,
  },
  ResourceGroupNotFound: {
    kind: 'not_found',
    sentence: 'There is no such resource group.',
    cause: 'It was deleted or renamed, or is in another subscription.',
    action: 'Choose another resource group.',
    link: `${TROUBLESHOOTING}/error-not-found`,
  },
  ResourceGroupBeingDeleted: {
    kind: 'conflict',
    sentence: 'The resource group is being deleted.',
    cause: 'Someone has begun to delete it; nothing can be made in it any more.',
    action: 'Choose another resource group, or make this one again once it is gone.',
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  ResourceNotFound: {
    kind: 'not_found',
    sentence: 'There is no such resource.',
    cause: 'It was deleted, or has another name, group or subscription.',
    action: 'Provision again, so that the resource is made.',
    link: `${TROUBLESHOOTING}/error-not-found`,
  },
  ParentResourceNotFound: {
    kind: 'not_found',
    sentence: 'What the resource belongs to is not there.',
    cause: 'A resource inside another one was asked for before, or after, that one existed.',
    action: 'Provision again, so that the resource is made.',
    link: `${TROUBLESHOOTING}/error-parent-resource`,
  },
  Conflict: {
    kind: 'conflict',
    sentence: 'Another change is under way.',
    cause: 'Azure makes one change of a resource at a time.',
    action: waitAndRetry,
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  AnotherOperationInProgress: {
    kind: 'conflict',
    sentence: 'Another change is under way.',
    cause: 'Azure makes one change of a resource at a time.',
    action: waitAndRetry,
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  TooManyRequests: {
    kind: 'throttled',
    sentence: 'Azure has had too many requests.',
    cause: 'All clients of a subscription share one allowance of requests.',
    action: waitAndRetry,
    link: throttling,
  },
  SubscriptionRequestsThrottled: {
    kind: 'throttled',
    sentence: 'Azure has had too many requests.',
    cause: 'All clients of a subscription share one allowance of requests.',
    action: waitAndRetry,
    link: throttling,
  },
  InternalServerError: {
    kind: 'unavailable',
    sentence: 'Azure failed by itself.',
    cause: 'A fault inside the service; the request was in order.',
    action: 'Try again in a few minutes; Azure reports its own state on its status page.',
    link: health,
  },
  ServiceUnavailable: {
    kind: 'unavailable',
    sentence: 'The service is not available.',
    cause: 'It is overloaded or being repaired.',
    action: 'Try again in a few minutes; Azure reports its own state on its status page.',
    link: health,
  },
  OperationTimedOut: {
    kind: 'timeout',
    sentence: 'Azure gave the change up.',
    cause: 'The resource did not become ready in the time that Azure allows.',
    action: 'Try again; if it happens again, choose another location.',
    link: health,
  },
};
