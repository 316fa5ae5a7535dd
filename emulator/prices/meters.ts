/** One meter as the feed tells of it, with its price in most regions of the United States and elsewhere, in US dollars. */
export type Meter = {
  meterName: string;
  productName: string;
  skuName: string;
  serviceName: string;
  serviceFamily: string;
  unitOfMeasure: string;
  tierMinimumUnits: number;
  prices: readonly [unitedStates: number, elsewhere: number];
};

const CONTAINER_APPS = {
  productName: 'Azure Container Apps',
  serviceName: 'Azure Container Apps',
  serviceFamily: 'Containers',
  tierMinimumUnits: 0,
} as const;
const STANDARD = { ...CONTAINER_APPS, skuName: 'Standard' } as const;
const DEDICATED = { ...CONTAINER_APPS, skuName: 'Dedicated' } as const;
const LOGS = {
  productName: 'Log Analytics',
  skuName: 'Analytics Logs',
  serviceName: 'Log Analytics',
  serviceFamily: 'Management and Governance',
  meterName: 'Analytics Logs Data Ingestion',
  unitOfMeasure: '1 GB',
} as const;

/**
 * What Container Apps, a file share and a workspace are billed by. Names, units and the amounts of the serverless meters
 * are those that https://prices.azure.com answers; the amounts of the dedicated ones are in their order.
 */
export const meters: readonly Meter[] = [
  {
    ...STANDARD,
    meterName: 'Standard vCPU Active Usage',
    unitOfMeasure: '1 Second',
    prices: [0.000024, 0.000034],
  },
  {
    ...STANDARD,
    meterName: 'Standard vCPU Idle Usage',
    unitOfMeasure: '1 Second',
    prices: [0.000003, 0.000004],
  },
  {
    ...STANDARD,
    meterName: 'Standard Memory Active Usage',
    unitOfMeasure: '1 GiB Second',
    prices: [0.000003, 0.000004],
  },
  {
    ...STANDARD,
    meterName: 'Standard Memory Idle Usage',
    unitOfMeasure: '1 GiB Second',
    prices: [0.000003, 0.000004],
  },
  { ...STANDARD, meterName: 'Standard Requests', unitOfMeasure: '1M', prices: [0.4, 0.56] },
  {
    ...STANDARD,
    meterName: 'Standard NC T4 v3 GPU Usage',
    unitOfMeasure: '1 Second',
    prices: [0.000073, 0.0001],
  },
  {
    ...STANDARD,
    meterName: 'Standard NC A100 v4 GPU Usage',
    unitOfMeasure: '1 Second',
    prices: [0.000529, 0.0006],
  },
  { ...DEDICATED, meterName: 'Dedicated vCPU Usage', unitOfMeasure: '1 Hour', prices: [0.0571, 0.0714] },
  { ...DEDICATED, meterName: 'Dedicated Memory Usage', unitOfMeasure: '1 Hour', prices: [0.005, 0.0063] },
  { ...DEDICATED, meterName: 'Dedicated GPU Usage', unitOfMeasure: '1 Hour', prices: [4.2, 5.4] },
  { ...DEDICATED, meterName: 'Dedicated Plan Management', unitOfMeasure: '1 Hour', prices: [0.1, 0.1] },
  {
    meterName: 'LRS Data Stored',
    productName: 'Files v2',
    skuName: 'Standard LRS',
    serviceName: 'Storage',
    serviceFamily: 'Storage',
    unitOfMeasure: '1 GB/Month',
    tierMinimumUnits: 0,
    prices: [0.06, 0.06],
  },
  { ...LOGS, tierMinimumUnits: 0, prices: [0, 0] },
  { ...LOGS, tierMinimumUnits: 5, prices: [2.3, 2.99] },
];
