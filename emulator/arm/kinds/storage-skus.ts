import { locations } from '../locations.ts';

const SKUS = [
  ['Standard_LRS', 'Standard', 'StorageV2'],
  ['Standard_GRS', 'Standard', 'StorageV2'],
  ['Standard_RAGRS', 'Standard', 'StorageV2'],
  ['Standard_ZRS', 'Standard', 'StorageV2'],
  ['Standard_GZRS', 'Standard', 'StorageV2'],
  ['Standard_RAGZRS', 'Standard', 'StorageV2'],
  ['Premium_LRS', 'Premium', 'FileStorage'],
  ['Premium_ZRS', 'Premium', 'FileStorage'],
] as const;

/** What accounts with files can be, once per region: https://learn.microsoft.com/rest/api/storagerp/skus/list */
export function storageSkus() {
  return SKUS.flatMap(([name, tier, kind]) =>
    locations.map((location) => ({
      resourceType: 'storageAccounts',
      name,
      tier,
      kind,
      locations: [location.name],
      capabilities: [
        { name: 'supportsfileencryption', value: 'true' },
        { name: 'supportsnetworkacls', value: 'true' },
      ],
      restrictions: [],
    })),
  );
}
