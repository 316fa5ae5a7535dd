import type { EmulatorContext } from '../context.ts';

/** The same world without failures on demand: they strike what is done, not what is asked beforehand. */
export function withoutFaults(context: EmulatorContext): EmulatorContext {
  return {
    ...context,
    faults: {
      holds: () => false,
      strikes: () => false,
      strikesFirst: () => false,
      arm() {
        throw new Error('No failure is armed in a question.');
      },
      disarm: () => false,
      armed: () => [],
    },
  };
}
