import 'server-only';
import { type Catalogue, correctTemplate, LEARN, TROUBLESHOOTING } from '@/lib/azure/catalogue/entry';

const quota = `${TROUBLESHOOTING}/error-resource-quota`;
const moreQuota = 'Ask for more quota in the Azure portal, or choose another location.';
const chooseAnotherName = 'Enter another name in the parameters, then provision again.';
const register = 'Register the resource provider with `az provider register`, then provision again.';

/** What ARM says of a template, its parameters and the place that they are for. */
export const deploymentCatalogue: Catalogue = {
  QuotaExceeded: {
    kind: 'conflict',
    sentence: 'The quota is used up.',
    cause: 'The subscription may have no more of this in the region.',
    action: moreQuota,
    link: quota,
  },
  InsufficientQuota: {
    kind: 'conflict',
    sentence: 'The quota is too small.',
    cause: 'The subscription may have less of this in the region than was asked for.',
    action: moreQuota,
    link: quota,
  },
  SubscriptionIsOverQuotaForSku: {
    kind: 'conflict',
    sentence: 'The subscription has no quota for this size.',
    cause: 'Quotas are kept for each size and region; a new subscription often has none for the larger ones.',
    action: moreQuota,
    link: quota,
  },
  LocationNotAvailableForResourceType: {
    kind: 'bad_input',
    sentence: 'This kind of resource is not offered there.',
    cause: 'Not every service is in every region.',
    action: 'Choose another location.',
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  InvalidResourceGroupLocation: {
    kind: 'conflict',
    sentence: 'The resource group is in another location.',
    cause: 'A resource group of that name exists, and a group cannot move.',
    action: 'Use the location that the group has, or enter another name.',
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  LocationNotAvailableForResourceGroup: {
    kind: 'bad_input',
    sentence: 'A resource group cannot be there.',
    cause: 'The name of the region is mistyped, or the subscription may not use it.',
    action: 'Choose another location.',
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  InvalidResourceLocation: {
    kind: 'conflict',
    sentence: 'The resource exists in another location.',
    cause: 'A resource cannot move; its name is taken in the group.',
    action: 'Use the location that the existing resource has, or enter another name.',
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  NoRegisteredProviderFound: {
    kind: 'conflict',
    sentence: 'No provider offers this kind of resource there.',
    cause: 'The region, the api-version or the registration of the provider does not fit.',
    action: register,
    link: `${TROUBLESHOOTING}/error-register-resource-provider`,
  },
  MissingSubscriptionRegistration: {
    kind: 'conflict',
    sentence: 'The subscription does not use this service yet.',
    cause: 'A subscription must register a resource provider before its first resource.',
    action: register,
    link: `${TROUBLESHOOTING}/error-register-resource-provider`,
  },
  DeploymentActive: {
    kind: 'conflict',
    sentence: 'A deployment of this name is running.',
    cause: 'Someone started it, perhaps from another tool, and it has not ended.',
    action: 'Wait until the running deployment has ended, or cancel it in the Azure portal.',
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  DeploymentNotFound: {
    kind: 'not_found',
    sentence: 'There is no such deployment.',
    cause: 'It was deleted from the history of the resource group, or never accepted.',
    action: 'Provision again.',
    link: `${LEARN}/azure/azure-resource-manager/templates/deployment-history`,
  },
  DeploymentQuotaExceeded: {
    kind: 'conflict',
    sentence: 'The resource group has no room for another deployment.',
    cause: 'A group keeps 800 deployments in its history; automatic deletion is off or blocked by a lock.',
    action: 'Delete old deployments of the group in the Azure portal, then provision again.',
    link: `${TROUBLESHOOTING}/deployment-quota-exceeded`,
  },
  DeploymentFailed: {
    kind: 'conflict',
    sentence: 'The deployment failed.',
    cause: 'At least one of its resources could not be made; Azure gave no closer reason.',
    action: 'Look at the deployment in the Azure portal, then provision again.',
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  ResourceDeploymentFailure: {
    kind: 'conflict',
    sentence: 'A resource could not be made.',
    cause: 'The resource ended in a failed state; Azure gave no closer reason.',
    action: 'Look at the deployment in the Azure portal, then provision again.',
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  DeploymentOutputEvaluationFailed: {
    kind: 'bad_input',
    sentence: 'An output of the template cannot be computed.',
    cause: 'The resources were made, but the template reads a value from them that is not there.',
    action: correctTemplate,
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  InvalidTemplate: {
    kind: 'bad_input',
    sentence: 'The template is not valid.',
    cause: 'It does not follow the rules of ARM templates, or the parameters do not fit it.',
    action: correctTemplate,
    link: `${TROUBLESHOOTING}/error-invalid-template`,
  },
  InvalidTemplateDeployment: {
    kind: 'bad_input',
    sentence: 'Azure refuses the deployment as a whole.',
    cause: 'A check before the deployment failed: a policy, a quota or a property.',
    action: 'Correct the parameters or the template that the message names, then provision again.',
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  InvalidRequestContent: {
    kind: 'bad_input',
    sentence: 'Azure cannot read the request.',
    cause: 'A property is unknown to this api-version, or has another type.',
    action: 'Correct the parameters, then provision again.',
    link: `${TROUBLESHOOTING}/common-deployment-errors`,
  },
  InvalidResourceName: {
    kind: 'bad_input',
    sentence: 'The name is not allowed.',
    cause: 'Every kind of resource has rules of its own for names.',
    action: chooseAnotherName,
    link: `${LEARN}/azure/azure-resource-manager/management/resource-name-rules`,
  },
};
