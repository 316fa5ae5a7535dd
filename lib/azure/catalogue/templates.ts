import 'server-only';
import {
  type Catalogue,
  type CatalogueEntry,
  correctTemplate,
  LEARN,
  TROUBLESHOOTING,
} from '@/lib/azure/catalogue/entry';

const common = `${TROUBLESHOOTING}/common-deployment-errors`;
const tags = `${LEARN}/azure/azure-resource-manager/management/tag-resources`;
const limits = `${LEARN}/azure/azure-resource-manager/management/azure-subscription-service-limits`;

const wrong = (sentence: string, cause: string, link = common): CatalogueEntry => ({
  kind: 'bad_input',
  sentence,
  cause,
  action: correctTemplate,
  link,
});

/** What ARM itself finds in a template, before it asks the services. */
export const templateCatalogue: Catalogue = {
  InvalidDeploymentParameterValue: {
    ...wrong(
      'A parameter has no usable value.',
      'It is null, or of another type than the template asks for.',
    ),
    action: 'Correct the parameter that the message names, then provision again.',
    link: `${TROUBLESHOOTING}/error-invalid-template`,
  },
  LocationRequired: wrong(
    'A resource or group has no location.',
    'The template or the request gives it none.',
  ),
  InvalidResourceType: wrong(
    'There is no such kind of resource.',
    'The template misspells the kind, or names a version of its interface that there is not.',
    `${TROUBLESHOOTING}/error-register-resource-provider`,
  ),
  InvalidResourceNamespace: wrong(
    'There is no such resource provider.',
    'The template misspells the first part of a kind, such as Microsoft.App.',
    `${TROUBLESHOOTING}/error-register-resource-provider`,
  ),
  InvalidResourceId: wrong(
    'The template refers to something that is no resource.',
    'An id in it is incomplete or mistyped.',
    `${TROUBLESHOOTING}/error-not-found`,
  ),
  InvalidTemplateListFunction: wrong(
    'The template asks a resource for a list that it does not have.',
    'A function such as listKeys works only with kinds of resources that have such a list.',
    `${LEARN}/azure/azure-resource-manager/templates/template-functions-resource`,
  ),
  AccountPropertyCannotBeUpdated: {
    ...wrong(
      'A property of the storage account cannot be changed any more.',
      'The account exists and was made in another way than the template says.',
    ),
    kind: 'conflict',
    action: 'Enter another name in storageAccountName, or correct infra/provision/inference.json.',
  },
  InvalidParameter: wrong(
    'A property of the Log Analytics workspace is not valid.',
    'Its name has 4 to 63 letters, digits and hyphens; its retention depends on its price tier.',
    `${LEARN}/azure/azure-resource-manager/management/resource-name-rules`,
  ),
  TooManyTags: wrong('The resource has too many tags.', 'A resource can carry 50 tags.', tags),
  InvalidTagNames: wrong(
    'Two tags have the same name.',
    'Names of tags that differ only in their case are the same.',
    tags,
  ),
  InvalidTagNameLength: wrong('The name of a tag is empty or too long.', 'It has 1 to 512 characters.', tags),
  InvalidTagNameCharacters: wrong(
    'The name of a tag has characters that are not allowed.',
    'Angle brackets, per cent, ampersand, slashes, backslashes and question marks are reserved.',
    tags,
  ),
  InvalidTagValueLength: wrong('The value of a tag is too long.', 'It has at most 256 characters.', tags),
  RequestContentTooLarge: wrong(
    'The template with its parameters is too large.',
    'Azure takes requests of up to 4 MB.',
    `${TROUBLESHOOTING}/error-job-size-exceeded`,
  ),
  ResourceQuotaExceeded: {
    kind: 'conflict',
    sentence: 'The resource group holds as many resources of this kind as it may.',
    cause: 'A group can hold 800 resources of one kind.',
    action: 'Choose another resource group, or delete what is not needed in this one.',
    link: limits,
  },
  ResourceGroupQuotaExceeded: {
    kind: 'conflict',
    sentence: 'The subscription has as many resource groups as it may.',
    cause: 'A subscription can have 980 resource groups.',
    action: 'Choose an existing resource group, or delete one that is not needed.',
    link: limits,
  },
  InvalidResourceGroup: {
    kind: 'bad_input',
    sentence: 'A resource group cannot have this name.',
    cause:
      'Its name has up to 90 letters, digits, hyphens, underscores, dots and brackets, and no dot at its end.',
    action: 'Enter another name for the resource group.',
    link: `${LEARN}/azure/azure-resource-manager/management/resource-name-rules`,
  },
  DeploymentCannotBeCancelled: {
    kind: 'conflict',
    sentence: 'The deployment has ended already.',
    cause: 'It came to its end before Azure saw the request to cancel it.',
    action: 'Look at how the run has ended.',
    link: `${LEARN}/azure/azure-resource-manager/templates/deployment-history`,
  },
  DeploymentCanceled: {
    kind: 'cancelled',
    sentence: 'The deployment was cancelled.',
    cause: 'Someone has cancelled it, here or in another tool.',
    action: 'Provision again when you need it.',
    link: `${LEARN}/azure/azure-resource-manager/templates/deployment-history`,
  },
};
