import { Hono } from 'hono';
import { originOf } from '../arm/http.ts';
import { parsePriceFilter } from './price-filter.ts';
import { priceList } from './price-list.ts';

const PATH = '/api/retail/prices';
/** Azure's pages have a thousand; here a region's list must not fit on one. */
const PAGE_SIZE = 5;
const CURRENCY = 'USD';

/** Whether a path that was asked under a loopback name is the price feed's. */
export function isPricesPath(pathname: string): boolean {
  return pathname === PATH;
}

/**
 * The public price list, which asks nobody to sign in.
 * https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 */
export function createPricesApp(): Hono {
  const app = new Hono();
  app.get(PATH, (c) => {
    const matches = parsePriceFilter(c.req.query('$filter') ?? '');
    if (!matches) return badRequest('The filter is not one that is understood here.');
    const currency = (c.req.query('currencyCode') ?? CURRENCY).replaceAll("'", '');
    if (currency !== CURRENCY) return badRequest(`Prices are known in ${CURRENCY} alone.`);
    const skip = Number(c.req.query('$skip') ?? 0);
    if (!Number.isSafeInteger(skip) || skip < 0) return badRequest('$skip must be a whole number.');

    const found = priceList.filter(matches);
    const items = found.slice(skip, skip + PAGE_SIZE);
    const next = skip + items.length;
    return c.json({
      BillingCurrency: CURRENCY,
      CustomerEntityId: 'Default',
      CustomerEntityType: 'Retail',
      Items: items,
      NextPageLink: next < found.length ? pageUrl(`${originOf(c)}${PATH}`, c.req.query(), next) : null,
      Count: items.length,
    });
  });
  app.notFound(() => Response.json({ Error: { Code: 'NotFound', Message: 'Not found.' } }, { status: 404 }));
  return app;
}

function pageUrl(address: string, query: Record<string, string>, skip: number): string {
  return `${address}?${new URLSearchParams({ ...query, $skip: String(skip) })}`;
}

function badRequest(message: string): Response {
  return Response.json({ Error: { Code: 'BadRequest', Message: message } }, { status: 400 });
}
