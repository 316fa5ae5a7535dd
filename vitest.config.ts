import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const LIVE = 'lib/**/*.live.test.ts';
const SYSTEM = '{lib,emulator}/**/*.system.test.ts';

export default defineConfig({
  resolve: {
    alias: {
      // The marker package throws outside a React server build; its own empty half is what a server build sees.
      'server-only': here('./node_modules/server-only/empty.js'),
      '@': here('.'),
    },
  },
  test: {
    setupFiles: ['tests/setup.ts'],
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Many tests wait for a process of their own; with a worker less, a core would wait with them.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // In one process per worker: loading the clients of Azure for each file took more time than the tests.
          isolate: false,
          include: ['{app,lib,emulator,infra,scripts,tests}/**/*.test.ts'],
          exclude: [...configDefaults.exclude, LIVE, SYSTEM],
        },
      },
      {
        extends: true,
        test: {
          // Runs programs of its own, ends or kills them, or has every step meet failures that Azure's clients wait out.
          name: 'system',
          include: [SYSTEM],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          // Runs the inference app with its model, so it needs the Python environment that `npm test` makes.
          name: 'live',
          include: [LIVE],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
