import 'server-only';
import type { PriceItem } from '@/lib/azure/prices';

/** What tells a meter from all others of the price list. */
export type MeterKey = Pick<PriceItem, 'serviceName' | 'meterName' | 'unitOfMeasure'> &
  Partial<Pick<PriceItem, 'productName'>>;

const containerApps = (meterName: string, unitOfMeasure: string): MeterKey => ({
  serviceName: 'Azure Container Apps',
  meterName,
  unitOfMeasure,
});

/**
 * The meters that what the template makes is billed by, as https://prices.azure.com names them;
 * what they mean: learn.microsoft.com/azure/container-apps/billing.
 */
export const meters = {
  vcpu: containerApps('Standard vCPU Active Usage', '1 Second'),
  memory: containerApps('Standard Memory Active Usage', '1 GiB Second'),
  idleVcpu: containerApps('Standard vCPU Idle Usage', '1 Second'),
  idleMemory: containerApps('Standard Memory Idle Usage', '1 GiB Second'),
  a100: containerApps('Standard NC A100 v4 GPU Usage', '1 Second'),
  t4: containerApps('Standard NC T4 v3 GPU Usage', '1 Second'),
  dedicatedVcpu: containerApps('Dedicated vCPU Usage', '1 Hour'),
  dedicatedMemory: containerApps('Dedicated Memory Usage', '1 Hour'),
  dedicatedGpu: containerApps('Dedicated GPU Usage', '1 Hour'),
  planManagement: containerApps('Dedicated Plan Management', '1 Hour'),
  storedFiles: {
    serviceName: 'Storage',
    productName: 'Files v2',
    meterName: 'LRS Data Stored',
    unitOfMeasure: '1 GB/Month',
  },
  writtenLogs: {
    serviceName: 'Log Analytics',
    meterName: 'Analytics Logs Data Ingestion',
    unitOfMeasure: '1 GB',
  },
} as const satisfies Record<string, MeterKey>;

/** The price of a meter beyond its free tier; undefined where the list has none. */
export function priceOf(items: readonly PriceItem[], key: MeterKey): PriceItem | undefined {
  const { serviceName, meterName, unitOfMeasure, productName } = key;
  const found = items.filter(
    (item) =>
      item.serviceName === serviceName &&
      item.meterName === meterName &&
      item.unitOfMeasure === unitOfMeasure &&
      (productName === undefined || item.productName === productName),
  );
  // Free grants belong to a subscription, and others may use them up.
  const [first] = found.toSorted(
    (a, b) => a.tierMinimumUnits - b.tierMinimumUnits || b.retailPrice - a.retailPrice,
  );
  return found.find(({ retailPrice }) => retailPrice > 0) ?? first;
}
