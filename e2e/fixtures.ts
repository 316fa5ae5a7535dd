import { test as base, expect } from '@playwright/test';
import { type Slipway, startSlipway } from './slipway.ts';

type WorkerFixtures = {
  /** Names the project. A file sets its own, which also gives it a worker and a Slipway of its own. */
  suite: string;
  slipway: Slipway;
};

/** `test` with a running Slipway, and a page that fails its test when the browser reports an error. */
export const test = base.extend<{ quietConsole: undefined }, WorkerFixtures>({
  suite: ['e2e', { scope: 'worker', option: true }],
  slipway: [
    async ({ suite }, use) => {
      const slipway = await startSlipway(suite);
      await use(slipway);
      await slipway.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ slipway }, use) => use(slipway.url),
  quietConsole: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        // The browser reports every answer of 400 and above itself; those are the server's to judge.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
          errors.push(message.text());
        }
      });
      await use(undefined);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
