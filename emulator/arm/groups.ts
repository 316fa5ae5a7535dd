import type { EmulatorContext } from '../context.ts';
import type { ResourceGroup } from '../state/models.ts';
import { ArmError } from './arm-error.ts';
import { findLocation, locationNames } from './locations.ts';
import { refuseByFault } from './request-faults.ts';
import { groupId, isWithin } from './resource-id.ts';
import { checkTags, type Tags } from './tags.ts';

const MAX_NAME_LENGTH = 90;
const INVALID_CHARACTERS = /[^-\p{L}\p{N}_.()]/gu;
/** https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits */
const MAX_GROUPS = 980;

export type GroupRequest = {
  location?: string | null | undefined;
  tags?: Tags | null | undefined;
  managedBy?: string | null | undefined;
};

/** Creates a resource group, or replaces what can change of one that is there. Throws ArmError. */
export function putGroup(
  context: EmulatorContext,
  name: string,
  request: GroupRequest,
): { created: boolean; group: ResourceGroup } {
  const { resourceGroups } = context.state;
  checkName(name);
  const location = checkLocation(request.location);
  const id = groupId(context.account().subscription.id, name);
  refuseByFault(context, id, 'Conflict');
  const existing = resourceGroups.get(id);
  if (existing) refuseDeleting(existing);
  if (existing && existing.location !== location) {
    throw new ArmError(
      409,
      'InvalidResourceGroupLocation',
      `Invalid resource group location '${location}'. The Resource group already exists in location '${existing.location}'.`,
    );
  }
  const count = groupsOf(context).length;
  if (!existing && count >= MAX_GROUPS) {
    throw new ArmError(
      409,
      'ResourceGroupQuotaExceeded',
      `Creating the resource group '${name}' would exceed the quota of '${MAX_GROUPS}'. The current resource group count is '${count}', please delete some resource groups before creating a new one.`,
    );
  }
  const group: ResourceGroup = {
    id: existing?.id ?? id,
    name: existing?.name ?? name,
    location,
    ...(request.managedBy && { managedBy: request.managedBy }),
    ...(request.tags && { tags: checkTags(request.tags) }),
    provisioningState: 'Succeeded',
  };
  resourceGroups.put(id, group);
  return { created: !existing, group };
}

/** The groups of the subscription. */
export function groupsOf(context: EmulatorContext): ResourceGroup[] {
  const scope = `/subscriptions/${context.account().subscription.id}`;
  return context.state.resourceGroups.values().filter(({ id }) => isWithin(scope, id));
}

/** A group that is going takes no write. Throws ArmError 409. */
export function refuseDeleting({ name, provisioningState }: ResourceGroup): void {
  if (provisioningState !== 'Deleting') return;
  throw new ArmError(
    409,
    'ResourceGroupBeingDeleted',
    `The resource group '${name}' is in deprovisioning state and cannot perform this operation.`,
  );
}

/** https://learn.microsoft.com/rest/api/resources/resource-groups/get */
export function renderGroup({ id, name, location, managedBy, tags, provisioningState }: ResourceGroup) {
  return {
    id,
    name,
    type: 'Microsoft.Resources/resourceGroups',
    location,
    ...(managedBy && { managedBy }),
    ...(tags && { tags }),
    properties: { provisioningState },
  };
}

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftresources */
function checkName(name: string): void {
  const invalid = [...new Set(name.match(INVALID_CHARACTERS) ?? [])];
  const problem =
    invalid.length > 0
      ? `has these invalid characters: '${invalid.join('')}'. The name can only be a letter, digit, '-', '.', '(', ')' or '_'.`
      : name.endsWith('.')
        ? "has these invalid trailing characters: '.'. The name can only be a letter, digit, '-', '.', '(', ')' or '_'."
        : name.length > MAX_NAME_LENGTH
          ? `exceeds the maximum length of '${MAX_NAME_LENGTH}' characters.`
          : undefined;
  if (problem === undefined) return;
  throw new ArmError(400, 'InvalidResourceGroup', `The provided resource group name '${name}' ${problem}`);
}

function checkLocation(given: string | null | undefined): string {
  if (!given) {
    throw new ArmError(400, 'LocationRequired', 'The location property is required for this definition.');
  }
  const location = findLocation(given);
  if (location) return location;
  throw new ArmError(
    400,
    'LocationNotAvailableForResourceGroup',
    `The provided location '${given}' is not available for resource group. List of available regions is '${locationNames.join(',')}'.`,
  );
}
