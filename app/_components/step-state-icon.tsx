import { Check, Circle, CircleSlash, Minus, X } from 'lucide-react';
import { Spinner } from '@/app/_ui/spinner';
import type { ShownStepState } from './shown-state';

/** The state of a step as a mark; the word beside it is the caller's. */
export function StepStateIcon({ state }: { state: ShownStepState }) {
  switch (state) {
    case 'running':
      return (
        <span className="inline-grid size-4 place-items-center text-accent">
          <Spinner />
        </span>
      );
    case 'done':
      return <Check aria-hidden className="size-4 text-good" />;
    case 'failed':
      return <X aria-hidden className="size-4 text-bad" />;
    case 'cancelled':
      return <CircleSlash aria-hidden className="size-4 text-ink-soft" />;
    case 'skipped':
      return <Minus aria-hidden className="size-4 text-ink-soft" />;
    case 'waiting':
      return <Circle aria-hidden className="size-4 p-0.5 text-line-strong" />;
  }
}
