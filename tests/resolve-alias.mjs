import { registerHooks } from 'node:module';

// What tsconfig's `paths` and bundler resolution do for Next and Vitest, for a test's child process on plain node:
// `@/lib/…` is a file of the checkout, and imports name no extension.
const root = new URL('../', import.meta.url);

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (!specifier.startsWith('@/')) return nextResolve(specifier, context);
    return nextResolve(new URL(`${specifier.slice(2)}.ts`, root).href, context);
  },
});
