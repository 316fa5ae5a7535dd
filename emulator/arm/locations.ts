/** Some regions of the public cloud, with the pair that mirrors each, if any does; a pair need not be one of these. */
const REGIONS = [
  ['eastus', 'East US', 'United States', 'US', '-79.8164', '37.3719', 'Virginia', 'westus'],
  ['eastus2', 'East US 2', 'United States', 'US', '-78.3889', '36.6681', 'Virginia', 'centralus'],
  ['westus', 'West US', 'United States', 'US', '-122.417', '37.783', 'California', 'eastus'],
  [
    'northcentralus',
    'North Central US',
    'United States',
    'US',
    '-87.6278',
    '41.8819',
    'Illinois',
    'southcentralus',
  ],
  [
    'southcentralus',
    'South Central US',
    'United States',
    'US',
    '-98.5',
    '29.4167',
    'Texas',
    'northcentralus',
  ],
  ['canadacentral', 'Canada Central', 'Canada', 'Canada', '-79.383', '43.653', 'Toronto', 'canadaeast'],
  [
    'brazilsouth',
    'Brazil South',
    'Brazil',
    'South America',
    '-46.633',
    '-23.55',
    'Sao Paulo State',
    'southcentralus',
  ],
  ['westus2', 'West US 2', 'United States', 'US', '-119.852', '47.233', 'Washington', 'westcentralus'],
  ['westus3', 'West US 3', 'United States', 'US', '-112.074036', '33.448376', 'Phoenix', 'eastus'],
  ['northeurope', 'North Europe', 'Europe', 'Europe', '-6.2597', '53.3478', 'Ireland', 'westeurope'],
  ['westeurope', 'West Europe', 'Europe', 'Europe', '4.9', '52.3667', 'Netherlands', 'northeurope'],
  ['swedencentral', 'Sweden Central', 'Sweden', 'Europe', '17.14127', '60.67488', 'Gävle', 'swedensouth'],
  ['francecentral', 'France Central', 'France', 'Europe', '2.373', '46.3772', 'Paris', 'francesouth'],
  ['italynorth', 'Italy North', 'Italy', 'Europe', '9.18109', '45.46888', 'Milan', ''],
  ['uksouth', 'UK South', 'United Kingdom', 'Europe', '-0.799', '50.941', 'London', 'ukwest'],
  ['centralindia', 'Central India', 'India', 'Asia Pacific', '73.9197', '18.5822', 'Pune', 'southindia'],
  [
    'southeastasia',
    'Southeast Asia',
    'Asia Pacific',
    'Asia Pacific',
    '103.833',
    '1.283',
    'Singapore',
    'eastasia',
  ],
  ['japaneast', 'Japan East', 'Japan', 'Asia Pacific', '139.77', '35.68', 'Tokyo, Saitama', 'japanwest'],
  [
    'australiaeast',
    'Australia East',
    'Australia',
    'Asia Pacific',
    '151.2094',
    '-33.86',
    'New South Wales',
    'australiasoutheast',
  ],
] as const;

/** The fields of `GET /subscriptions/{id}/locations`, and `pair`. */
export const locations = REGIONS.map(
  ([name, displayName, geography, geographyGroup, longitude, latitude, physicalLocation, pair]) => ({
    name,
    displayName,
    geography,
    geographyGroup,
    longitude,
    latitude,
    physicalLocation,
    pair,
  }),
);

export const locationNames = locations.map(({ name }) => name);
export const locationDisplayNames = locations.map(({ displayName }) => displayName);

/** The region's name for a name or display name in any spelling; undefined for a region that is not there. */
export function findLocation(text: string): string | undefined {
  const plain = text.replaceAll(' ', '').toLowerCase();
  return locations.find(({ name }) => name === plain)?.name;
}

/** `East US` for `eastus`; a region that is not there is named as it is. */
export function displayNameOf(name: string): string {
  return locations.find((location) => location.name === name)?.displayName ?? name;
}

/** Where a region's geo-redundant copies lie. */
export function pairOf(name: string): string | undefined {
  return locations.find((location) => location.name === name)?.pair || undefined;
}
