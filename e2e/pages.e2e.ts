import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';

test.use({ suite: 'pages' });

const pages = [
  '',
  '/provision',
  '/files',
  '/files?path=inference%2Fpage.py',
  '/deploy',
  '/operate/app',
  '/operate/replicas',
  '/operate/revisions',
  '/operate/logs',
  '/chat',
  '/runs',
  '/runs/none',
  '/settings/endpoint',
  '/settings/environment',
  '/settings/teardown',
];
const widthsPx = [1440, 390];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page is accessible and fits its window in the ${colorScheme} scheme`, async ({
    browser,
    slipway,
  }) => {
    for (const width of widthsPx) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      for (const path of [...pages.map((path) => `/projects/${slipway.project}${path}`), '/status/none']) {
        await page.goto(slipway.url + path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => `${path} ${width}px ${id}: ${nodes[0]?.html}`);
        expect(found).toEqual([]);
        const overflowPx = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflowPx, `${path} at ${width}px`).toBe(0);
      }
      await context.close();
    }
  });
}

test('each page of the settings is named by its heading', async ({ page, slipway }) => {
  for (const [path, name] of [
    ['endpoint', 'Settings / Endpoint'],
    ['environment', 'Settings / Environment'],
    ['teardown', 'Settings / Teardown'],
  ] as const) {
    await page.goto(`/projects/${slipway.project}/settings/${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  }
});

test('a page can be worked with the keyboard from its first stop', async ({ page, slipway }) => {
  await page.goto(`/projects/${slipway.project}`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#content$/);
});

test('the theme that was chosen outlives a reload', async ({ page, slipway }) => {
  await page.goto(`/projects/${slipway.project}`);
  await page.getByRole('button', { name: 'Theme: as the system' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
