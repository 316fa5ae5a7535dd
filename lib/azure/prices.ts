import 'server-only';
import { z } from 'zod';
import { pricesFetch, pricesOrigin } from '@/lib/azure/cloud';
import { AppError } from '@/lib/core/errors';
import { retry } from '@/lib/core/retry';
import { singleton } from '@/lib/core/singleton';

const API_VERSION = '2023-01-01-preview';
const CURRENCY = 'USD';
const PRICES_TIMEOUT_MS = 20_000;
const PRICES_LIFETIME_MS = 24 * 60 * 60_000;
/** A thousand items each; what is asked for here fits on one. */
const MAX_PAGES = 20;
const MAX_REGIONS_KEPT = 50;
const RETRY = { attempts: 4, baseDelayMs: 250, maxDelayMs: 2_000 };

/** What is asked for in a region; a whole service would be thousands of items. */
const QUESTIONS = [
  { serviceName: 'Azure Container Apps' },
  { serviceName: 'Storage', productName: 'Files v2', skuName: 'Standard LRS' },
  { serviceName: 'Log Analytics', meterName: 'Analytics Logs Data Ingestion' },
] as const;

const priceItem = z.object({
  meterName: z.string(),
  productName: z.string(),
  serviceName: z.string(),
  skuName: z.string(),
  unitOfMeasure: z.string(),
  retailPrice: z.number().nonnegative(),
  tierMinimumUnits: z.number(),
  currencyCode: z.string(),
});
const pricePage = z.object({ Items: z.array(priceItem), NextPageLink: z.string().nullish() });

/** One price of the public list, as it has it. */
export type PriceItem = z.infer<typeof priceItem>;

/** Pay-as-you-go prices in one region. `readAt` is ISO 8601; `currency` ISO 4217. */
export type PriceList = { currency: string; location: string; readAt: string; items: PriceItem[] };

/**
 * The public prices of Container Apps, file shares and workspaces in a region (`eastus`), a day old at most. Throws
 * `prices_none` for a cloud without a public list, and `prices_unavailable` when it cannot be read.
 */
export async function readPrices(location: string, signal?: AbortSignal): Promise<PriceList> {
  const origin = pricesOrigin();
  if (origin === null) throw noPrices();
  const kept = singleton('azure.prices', () => new Map<string, PriceList>());
  const key = `${origin} ${location}`;
  const known = kept.get(key);
  if (known && Date.now() - Date.parse(known.readAt) < PRICES_LIFETIME_MS) return known;

  const list = await fetchPrices(origin, location, signal);
  kept.delete(key);
  kept.set(key, list);
  for (const oldest of [...kept.keys()].slice(0, -MAX_REGIONS_KEPT)) kept.delete(oldest);
  return list;
}

async function fetchPrices(origin: string, location: string, signal?: AbortSignal): Promise<PriceList> {
  const timeout = AbortSignal.timeout(PRICES_TIMEOUT_MS);
  const within = signal ? AbortSignal.any([signal, timeout]) : timeout;
  try {
    const answers = await Promise.all(
      QUESTIONS.map((question) =>
        readPages(origin, { ...question, armRegionName: location, priceType: 'Consumption' }, within),
      ),
    );
    const items = answers.flat().filter(({ currencyCode }) => currencyCode === CURRENCY);
    return { currency: CURRENCY, location, readAt: new Date().toISOString(), items };
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw unavailable(error);
  }
}

async function readPages(
  origin: string,
  wanted: Record<string, string>,
  signal: AbortSignal,
): Promise<PriceItem[]> {
  const conditions = Object.entries(wanted).map(
    ([field, value]) => `${field} eq '${value.replaceAll("'", "''")}'`,
  );
  const query = {
    'api-version': API_VERSION,
    currencyCode: `'${CURRENCY}'`,
    $filter: conditions.join(' and '),
  };
  let next: URL | null = new URL(`/api/retail/prices?${new URLSearchParams(query)}`, origin);
  const items: PriceItem[] = [];
  for (let page = 0; next && page < MAX_PAGES; page++) {
    const url: URL = next;
    const { Items, NextPageLink } = await retry(() => readPage(url, signal), { ...RETRY, signal });
    items.push(...Items);
    next = NextPageLink ? URL.parse(NextPageLink) : null;
    if (next && next.origin !== origin) throw new TypeError('A further page of prices is at another origin.');
  }
  return items;
}

async function readPage(url: URL, signal: AbortSignal): Promise<z.infer<typeof pricePage>> {
  const response = await pricesFetch(url, { signal, headers: { accept: 'application/json' } });
  if (!response.ok) {
    await response.body?.cancel();
    throw new TypeError(`The price list answered ${response.status}.`);
  }
  return pricePage.parse(await response.json());
}

function noPrices(): AppError {
  return new AppError('not_found', {
    code: 'prices_none',
    message: 'This cloud has no public price list.',
    action: 'Look up what the resources cost in your agreement; everything else of the plan holds.',
  });
}

function unavailable(cause: unknown): AppError {
  return new AppError(
    'unavailable',
    {
      code: 'prices_unavailable',
      message: 'The public price list of Azure could not be read.',
      action: 'Make the plan again in a few minutes, or go on without an estimate.',
      link: 'https://azure.microsoft.com/pricing/details/container-apps/',
    },
    { cause },
  );
}
