import { AppError } from '@/lib/core/errors';
import { dropSingleton, singleton } from '@/lib/core/singleton';

/** Ends a singleton that is a promise, for good: a request that comes late must not make it anew while the process ends. */
export function retireSingleton(key: string): void {
  dropSingleton(key);
  singleton(key, refuse);
}

function refuse(): Promise<never> {
  const refusal = Promise.reject<never>(
    new AppError('unavailable', {
      code: 'shutting_down',
      message: 'Slipway is shutting down.',
      action: 'Start it again.',
    }),
  );
  // Nobody may ever ask for it.
  refusal.catch(() => undefined);
  return refusal;
}
