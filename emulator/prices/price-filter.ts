import type { PriceItem } from './price-list.ts';

const FIELDS: Readonly<Record<string, keyof PriceItem>> = {
  armRegionName: 'armRegionName',
  location: 'location',
  meterId: 'meterId',
  meterName: 'meterName',
  productId: 'productId',
  skuId: 'skuId',
  productName: 'productName',
  skuName: 'skuName',
  serviceName: 'serviceName',
  serviceId: 'serviceId',
  serviceFamily: 'serviceFamily',
  priceType: 'type',
  armSkuName: 'armSkuName',
};
const CONDITION = /^(\w+) eq '((?:[^']|'')*)'$/;
const BETWEEN_CONDITIONS = /\s+and\s+(?=\w+ eq ')/;

/**
 * What `$filter` lets through: conditions `field eq 'value'` joined by `and`; values are compared in their case. Undefined
 * for any other filter. https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 */
export function parsePriceFilter(filter: string): ((item: PriceItem) => boolean) | undefined {
  if (filter.trim() === '') return () => true;
  const wanted: [keyof PriceItem, string][] = [];
  for (const condition of filter.trim().split(BETWEEN_CONDITIONS)) {
    const [, name = '', value = ''] = CONDITION.exec(condition.trim()) ?? [];
    const field = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    if (!field) return undefined;
    wanted.push([field, value.replaceAll("''", "'")]);
  }
  return (item) => wanted.every(([field, value]) => item[field] === value);
}
