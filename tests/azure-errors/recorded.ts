const TROUBLESHOOTING = 'https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting';
const ARM = `${TROUBLESHOOTING}/common-deployment-errors`;
const QUOTA = `${TROUBLESHOOTING}/error-resource-quota`;
const LIMITS =
  'https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits';
const FILES = 'https://learn.microsoft.com/rest/api/storageservices/file-service-error-codes';
const COMMON = 'https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes';
const APPS = 'https://learn.microsoft.com/azure/container-apps/troubleshooting';
const SIGN_IN = 'https://learn.microsoft.com/entra/identity-platform/reference-error-codes';

type Recorded = {
  service: 'arm' | 'files' | 'sign-in';
  status: number;
  message: string;
  /** Where the code and the shape of its body are documented. */
  documented: string;
};

const arm = (status: number, message: string, documented = ARM): Recorded => ({
  service: 'arm',
  status,
  message,
  documented,
});
const files = (status: number, message: string, documented = FILES): Recorded => ({
  service: 'files',
  status,
  message,
  documented,
});
const signIn = (message: string): Recorded => ({
  service: 'sign-in',
  status: 400,
  message,
  documented: SIGN_IN,
});

/** Answers of Azure that the local Azure does not give by itself, in the shape that Microsoft documents. */
export const recorded: Readonly<Record<string, Recorded>> = {
  LinkedAuthorizationFailed: arm(403, 'The client has permission, but not on the linked scope.'),
  RequestDisallowedByPolicy: arm(403, "Resource 'x' was disallowed by policy."),
  ScopeLocked: arm(409, 'The scope cannot perform write operation because it is locked.'),
  InvalidAuthenticationTokenTenant: arm(401, 'The access token is from the wrong issuer.'),
  InvalidAuthenticationTokenAudience: arm(401, 'The access token has been obtained for wrong audience.'),
  InvalidAuthenticationToken: arm(401, 'The access token is invalid.'),
  ReadOnlyDisabledSubscription: arm(409, 'The subscription is disabled and therefore marked as read only.'),
  ResourceGroupBeingDeleted: arm(409, "The resource group 'x' is in deprovisioning state."),
  AnotherOperationInProgress: arm(409, 'Another operation on this resource is in progress.'),
  TooManyRequests: arm(429, 'The request is being throttled.'),
  QuotaExceeded: arm(400, 'Operation could not be completed as it results in exceeding quota.', QUOTA),
  InsufficientQuota: arm(400, 'The specified capacity is bigger than available.', QUOTA),
  SubscriptionIsOverQuotaForSku: arm(400, 'This region has quota of 0 instances.', QUOTA),
  InvalidResourceGroupLocation: arm(409, "Invalid resource group location 'westus'."),
  DeploymentQuotaExceeded: arm(
    409,
    "Creating the deployment would exceed the quota of '800'.",
    `${TROUBLESHOOTING}/deployment-quota-exceeded`,
  ),
  DeploymentCanceled: arm(409, "The deployment 'x' was canceled."),
  ResourceQuotaExceeded: arm(409, "Creating the resource would exceed the quota of '800'.", LIMITS),
  ResourceGroupQuotaExceeded: arm(409, "Creating the group would exceed the quota of '980'.", LIMITS),
  NoRegisteredProviderFound: arm(400, 'No registered resource provider found for location.'),
  RevisionNotActive: arm(400, "The revision 'x' is inactive and takes no traffic.", APPS),
  ManagedEnvironmentStorageInUse: arm(409, "Cannot delete storage 'x': it is still in use.", APPS),
  DeploymentFailed: arm(409, 'At least one resource deployment operation failed.'),
  ResourceDeploymentFailure: arm(409, "The resource operation completed with terminal state 'Failed'."),
  InvalidTemplateDeployment: arm(400, 'The template deployment is not valid.'),

  MaxNumberOfGlobalEnvironmentsInSubExceeded: arm(400, 'The subscription cannot have more than 20.', APPS),
  MaxNumberOfEnvsExceeded: arm(400, 'The subscription has too many environments.', APPS),
  InvalidEnvironmentId: arm(400, 'The environment id is invalid.', APPS),
  ContainerAppOperationError: arm(400, 'Failed to provision revision for container app.', APPS),

  InsufficientAccessError: arm(
    403,
    'The provided credentials have insufficient access to perform the requested operation',
    'https://learn.microsoft.com/azure/azure-monitor/logs/api/errors',
  ),

  StorageAccountAlreadyExists: arm(409, 'The storage account exists.', COMMON),
  ShareBeingDeleted: files(409, 'The specified share is being deleted. Try operation later.'),
  SharingViolation: files(409, 'The specified resource may be in use by an SMB client.'),
  AuthorizationFailure: files(403, 'This request is not authorized to perform this operation.', COMMON),
  InternalError: files(500, 'The server encountered an internal error. Please retry the request.', COMMON),

  AADSTS50020: signIn('User account from identity provider does not exist in tenant.'),
  AADSTS50057: signIn('The user account is disabled.'),
  AADSTS50079: signIn('You must enroll in multi-factor authentication to access the resource.'),
  AADSTS50105: signIn('The signed in user is not assigned to a role for the application.'),
  AADSTS50158: signIn('External security challenge not satisfied.'),
  AADSTS50173: signIn('The provided grant has expired due to it being revoked.'),
  AADSTS500011: signIn('The resource principal named https://x was not found in the tenant.'),
  AADSTS53000: signIn('Device is not in required device state: compliant.'),
  AADSTS53003: signIn('Access has been blocked by Conditional Access policies.'),
  AADSTS65001: signIn('The user or administrator has not consented to use the application.'),
  AADSTS70043: signIn('The refresh token has expired or is invalid due to sign-in frequency checks.'),
  AADSTS700016: signIn('Application was not found in the directory.'),
  AADSTS700082: signIn('The refresh token has expired due to inactivity.'),
  AADSTS7000215: signIn('Invalid client secret provided.'),
  AADSTS7000222: signIn('The provided client secret keys are expired.'),
};
