import 'server-only';
import type { PriceList } from '@/lib/azure/prices';
import type { ProvisionParameters } from '@/lib/config/parameters-schema';
import { type MeterKey, meters, priceOf } from '@/lib/provisioning/cost/meters';
import type { CostEstimate, CostLine } from '@/lib/provisioning/plan/plan';

const SECONDS_PER_HOUR = 3_600;
/** As Azure's own price pages reckon a month. */
const HOURS_PER_MONTH = 730;
const HOURS_PER_WEEK = 168;

type Range = { least: number; most: number };
type Profile = NonNullable<ProvisionParameters['gpuProfile']>;

/** `replicas`: how many run at the least and at the most. A null profile is the template's default. */
export type CostQuestion = { gpuProfile: ProvisionParameters['gpuProfile']; replicas: Range };

/** The sizes are those that the template gives a replica: cores, GiB. */
const SIZES: Record<Profile, { vcpu: number; gib: number }> = {
  'NC24-A100': { vcpu: 24, gib: 220 },
  'Consumption-GPU-NC24-A100': { vcpu: 24, gib: 220 },
  'Consumption-GPU-NC8as-T4': { vcpu: 8, gib: 56 },
  Consumption: { vcpu: 4, gib: 8 },
};

/**
 * What the resources of the template cost, free grants of the subscription left out. Data stored and logs written are told
 * by their price alone: how much there will be is not known.
 */
export function estimateCost(prices: PriceList, { gpuProfile, replicas }: CostQuestion): CostEstimate {
  const lines: CostLine[] = [];
  const missing: string[] = [];
  for (const { meter, perHour } of usesOf(gpuProfile ?? 'NC24-A100', replicas)) {
    const price = priceOf(prices.items, meter);
    if (price) lines.push(lineOf(price, perHour));
    else missing.push(meter.meterName);
  }
  const perHour = {
    least: lines.reduce((sum, line) => sum + line.perHour.least, 0),
    most: lines.reduce((sum, line) => sum + line.perHour.most, 0),
  };
  return {
    currency: prices.currency,
    location: prices.location,
    pricedAt: prices.readAt,
    lines,
    perHour,
    perMonth: times(perHour, HOURS_PER_MONTH),
    perForgottenWeek: times(perHour, HOURS_PER_WEEK),
    missing,
  };
}

type Use = { meter: MeterKey; perHour: Range };

function usesOf(profile: Profile, replicas: Range): Use[] {
  const { vcpu, gib } = SIZES[profile];
  const hourly = (meter: MeterKey, each: number) => ({ meter, perHour: times(replicas, each) });
  const secondly = (meter: MeterKey, each: number) => hourly(meter, each * SECONDS_PER_HOUR);
  const serverless = [secondly(meters.vcpu, vcpu), secondly(meters.memory, gib)];
  const byUse = [hourly(meters.storedFiles, 0), hourly(meters.writtenLogs, 0)];
  switch (profile) {
    case 'NC24-A100':
      return [
        // A replica takes a whole node.
        hourly(meters.dedicatedGpu, 1),
        hourly(meters.dedicatedVcpu, vcpu),
        hourly(meters.dedicatedMemory, gib),
        // Billed for the environment, also while no node runs.
        { meter: meters.planManagement, perHour: { least: 1, most: 1 } },
        ...byUse,
      ];
    case 'Consumption-GPU-NC24-A100':
      return [secondly(meters.a100, 1), ...serverless, ...byUse];
    case 'Consumption-GPU-NC8as-T4':
      return [secondly(meters.t4, 1), ...serverless, ...byUse];
    case 'Consumption':
      return [...serverless, ...byUse];
    default:
      return profile satisfies never;
  }
}

function lineOf(
  { meterName, retailPrice, unitOfMeasure }: PriceList['items'][number],
  perHour: Range,
): CostLine {
  return {
    meter: meterName,
    unitPrice: retailPrice,
    unit: unitOfMeasure,
    quantityPerHour: perHour,
    perHour: times(perHour, retailPrice),
  };
}

function times({ least, most }: Range, factor: number): Range {
  return { least: least * factor, most: most * factor };
}
