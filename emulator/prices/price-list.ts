import { createHash } from 'node:crypto';
import { locations } from '../arm/locations.ts';
import { type Meter, meters } from './meters.ts';

const SINCE = '2024-01-01T00:00:00Z';

/** Every meter in every region, with the members of an item of the feed. */
export const priceList = locations.flatMap((region) => meters.map((meter) => itemOf(meter, region)));

export type PriceItem = ReturnType<typeof itemOf>;

function itemOf(meter: Meter, { name, displayName }: { name: string; displayName: string }) {
  const price = meter.prices[/us\d?$/.test(name) ? 0 : 1];
  const product = productIdOf(meter.productName);
  return {
    currencyCode: 'USD',
    tierMinimumUnits: meter.tierMinimumUnits,
    retailPrice: price,
    unitPrice: price,
    armRegionName: name,
    location: displayName,
    effectiveStartDate: SINCE,
    meterId: guidOf(`${name}/${meter.productName}/${meter.meterName}`),
    meterName: meter.meterName,
    productId: product,
    skuId: `${product}/${productIdOf(meter.skuName).slice(-4)}`,
    productName: meter.productName,
    skuName: meter.skuName,
    serviceName: meter.serviceName,
    serviceId: productIdOf(meter.serviceName),
    serviceFamily: meter.serviceFamily,
    unitOfMeasure: meter.unitOfMeasure,
    type: 'Consumption',
    isPrimaryMeterRegion: true,
    armSkuName: '',
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function productIdOf(text: string): string {
  return `DZH3${digestOf(text).slice(0, 8).toUpperCase()}`;
}

function guidOf(text: string): string {
  return digestOf(text).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
}
