import { expect, test } from 'vitest';
import { z } from 'zod';
import { createPricesApp } from './prices-app.ts';

const page = z.object({
  BillingCurrency: z.string(),
  Items: z.array(
    z.looseObject({ meterName: z.string(), retailPrice: z.number(), armRegionName: z.string() }),
  ),
  NextPageLink: z.url().nullable(),
  Count: z.number(),
});

const app = createPricesApp();
const ask = (query: Record<string, string>) =>
  app.request(`http://127.0.0.1/api/retail/prices?${new URLSearchParams(query)}`);
const inEastUs = (service: string) => `serviceName eq '${service}' and armRegionName eq 'eastus'`;

test('a filter names what is wanted, and further pages are reached by the link of the one before', async () => {
  const names: string[] = [];
  let pages = 0;
  let response = await ask({ $filter: inEastUs('Azure Container Apps') });
  for (;;) {
    const { Items, NextPageLink, Count } = page.parse(await response.json());
    expect(Items).toHaveLength(Count);
    expect(Items.every(({ armRegionName }) => armRegionName === 'eastus')).toBe(true);
    names.push(...Items.map(({ meterName }) => meterName));
    pages++;
    if (!NextPageLink) break;
    response = await app.request(NextPageLink);
  }
  expect(pages).toBeGreaterThan(1);
  expect(names).toContain('Dedicated Plan Management');
  expect(new Set(names).size).toBe(names.length);
});

test('values are compared in their case', async () => {
  const { Items } = page.parse(await (await ask({ $filter: inEastUs('azure container apps') })).json());
  expect(Items).toEqual([]);
});

test('a tiered meter has an item for each tier', async () => {
  const { Items } = page.parse(await (await ask({ $filter: inEastUs('Log Analytics') })).json());
  expect(Items.map(({ retailPrice }) => retailPrice)).toEqual([0, 2.3]);
});

test.each([
  [{ $filter: "serviceName like 'x'" }],
  [{ $filter: "colour eq 'x'" }],
  [{ $filter: "toString eq 'x'" }],
  [{ $skip: '-1' }],
  [{ currencyCode: "'EUR'" }],
])('what is not understood is refused: %j', async (query) => {
  expect((await ask(query)).status).toBe(400);
});
