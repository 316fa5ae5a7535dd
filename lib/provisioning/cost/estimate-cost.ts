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

/**
 * `replicas`: how many run at the least and at the most. A null profile is the template's default. `keepsDedicated`: the
 * environment has a dedicated profile already, which stays.
 */
export type CostQuestion = {
  gpuProfile: ProvisionParameters['gpuProfile'];
  replicas: Range;
  keepsDedicated: boolean;
};

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
export function estimateCost(prices: PriceList, question: CostQuestion): CostEstimate {
  const lines: CostLine[] = [];
  const missing: string[] = [];
  for (const { meter, perHour } of usesOf(question)) {
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

const NONE: Range = { least: 0, most: 0 };

type Use = { meter: MeterKey; perHour: Range };

function usesOf({ gpuProfile, replicas, keepsDedicated }: CostQuestion): Use[] {
  const profile = gpuProfile ?? 'NC24-A100';
  const compute = computeOf(profile, replicas);
  const byUse = [meters.storedFiles, meters.writtenLogs].map((meter) => ({ meter, perHour: NONE }));
  // Billed for the environment, also while no node runs.
  const management = { meter: meters.planManagement, perHour: { least: 1, most: 1 } };
  return [...compute, ...(keepsDedicated || profile === 'NC24-A100' ? [management] : []), ...byUse];
}

function computeOf(profile: Profile, replicas: Range): Use[] {
  const { vcpu, gib } = SIZES[profile];
  const hourly = (meter: MeterKey, each: number) => ({ meter, perHour: times(replicas, each) });
  const secondly = (meter: MeterKey, each: number) => hourly(meter, each * SECONDS_PER_HOUR);
  const serverless = [secondly(meters.vcpu, vcpu), secondly(meters.memory, gib)];
  const only = (part: 'least' | 'most', { meter, perHour }: Use): Use => ({
    meter,
    perHour: { ...NONE, [part]: perHour[part] },
  });
  switch (profile) {
    case 'NC24-A100':
      return [
        // A replica takes a whole node.
        hourly(meters.dedicatedGpu, 1),
        hourly(meters.dedicatedVcpu, vcpu),
        hourly(meters.dedicatedMemory, gib),
      ];
    case 'Consumption-GPU-NC24-A100':
      return [secondly(meters.a100, 1), ...serverless];
    case 'Consumption-GPU-NC8as-T4':
      return [secondly(meters.t4, 1), ...serverless];
    case 'Consumption':
      // Replicas without a GPU cost less while nobody asks them anything, and those that are kept mostly wait.
      return [
        ...serverless.map((use) => only('most', use)),
        ...[secondly(meters.idleVcpu, vcpu), secondly(meters.idleMemory, gib)].map((use) =>
          only('least', use),
        ),
      ].filter(({ perHour }) => perHour.least > 0 || perHour.most > 0);
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
