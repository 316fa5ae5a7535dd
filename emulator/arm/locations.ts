/** The regions of the sample cloud: `[name, display name, geography]`. */
const REGIONS = [
  ['eastus', 'East US', 'US'],
  ['eastus2', 'East US 2', 'US'],
  ['westus2', 'West US 2', 'US'],
  ['westus3', 'West US 3', 'US'],
  ['northeurope', 'North Europe', 'Europe'],
  ['westeurope', 'West Europe', 'Europe'],
  ['swedencentral', 'Sweden Central', 'Europe'],
  ['uksouth', 'UK South', 'UK'],
  ['japaneast', 'Japan East', 'Asia Pacific'],
  ['australiaeast', 'Australia East', 'Asia Pacific'],
] as const;

export const locations = REGIONS.map(([name, displayName, geographyGroup]) => ({
  name,
  displayName,
  geographyGroup,
}));

export const locationDisplayNames = locations.map(({ displayName }) => displayName);

/** The region's name for a name or display name in any spelling; undefined for a region that is not there. */
export function findLocation(text: string): string | undefined {
  const plain = text.replaceAll(' ', '').toLowerCase();
  return locations.find(({ name }) => name === plain)?.name;
}

export function displayNameOf(name: string): string {
  return locations.find((location) => location.name === name)?.displayName ?? name;
}
