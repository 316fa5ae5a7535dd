import type { EmulatorContext } from '../../context.ts';
import type { JsonObject } from '../../state/models.ts';
import { displayNameOf } from '../locations.ts';

const BILLING_METER = 'Microsoft.App/billingMeters';

const METERS = [
  ['GeneralPurposeDseriesCPU', 'General purpose D-series', 'CPU', 'General Purpose Cores per Second'],
  [
    'GeneralPurposeDseriesMemory',
    'General purpose D-series',
    'Memory',
    'General Purpose Memory GiB per Second',
  ],
  ['MemoryOptimizedEseriesCPU', 'Memory optimized E-series', 'CPU', 'Memory Optimized Cores per Second'],
  [
    'MemoryOptimizedEseriesMemory',
    'Memory optimized E-series',
    'Memory',
    'Memory Optimized Memory GiB per Second',
  ],
] as const;

/** What a region bills for: https://learn.microsoft.com/rest/api/resource-manager/containerapps/billing-meters/get */
export function renderBillingMeters(context: EmulatorContext, location: string): JsonObject[] {
  const { id } = context.account().subscription;
  return METERS.map(([name, category, meterType, displayName]) => ({
    id: `/subscriptions/${id}/providers/Microsoft.App/${name}`,
    name,
    type: BILLING_METER,
    location: displayNameOf(location),
    properties: { category, meterType, displayName },
  }));
}

/** By type, what a role may allow. */
const OPERATIONS = {
  managedenvironments: ['read', 'write', 'delete', 'getauthtoken/action', 'checknameavailability/action'],
  'managedenvironments/storages': ['read', 'write', 'delete'],
  'managedenvironments/usages': ['read'],
  'managedenvironments/workloadprofilestates': ['read'],
  containerapps: [
    'read',
    'write',
    'delete',
    'start/action',
    'stop/action',
    'listsecrets/action',
    'getauthtoken/action',
  ],
  'containerapps/revisions': ['read', 'restart/action', 'activate/action', 'deactivate/action'],
  'containerapps/revisions/replicas': ['read'],
  'locations/usages': ['read'],
  'locations/billingmeters': ['read'],
  'locations/availablemanagedenvironmentsworkloadprofiletypes': ['read'],
} as const;

/** The operations of Microsoft.App that are here, as roles name them. */
export function renderProviderOperations(): JsonObject[] {
  return Object.entries(OPERATIONS).flatMap(([type, verbs]) =>
    verbs.map((verb) => ({
      name: `microsoft.app/${type}/${verb}`,
      isDataAction: false,
      display: {
        provider: 'Microsoft App',
        resource: type,
        operation: verb.replace('/action', ''),
        description: `${verb.replace('/action', '')} on ${type}`,
      },
    })),
  );
}
