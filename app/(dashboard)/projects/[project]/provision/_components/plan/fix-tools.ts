import type { Target } from '../target';

/** What fixes work on: the form, the subscription, and the plan that is to be made again. */
export type FixTools = {
  target: Target | undefined;
  onValues: (values: Record<string, unknown>) => void;
  onFixed: () => void;
};
