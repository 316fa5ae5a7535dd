import type { Area } from './area.ts';

/** https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices */
export const pricesAreas: readonly Area[] = [
  { title: 'retail prices', supported: { 'the price list': 'GET /api/retail/prices' } },
];
