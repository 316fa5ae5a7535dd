'use client';

import { shownStepState } from '@/app/_components/shown-state';
import { StepStateIcon } from '@/app/_components/step-state-icon';
import { Elapsed } from '@/app/_ui/elapsed';
import { Panel } from '@/app/_ui/panel';
import type { PublicRun } from '@/lib/runs/public-view';
import type { StatusLabels } from './status-labels';

export function PublicSteps({ run, labels }: { run: PublicRun; labels: StatusLabels }) {
  return (
    <Panel title={labels.steps} flush>
      <ol className="py-1">
        {run.steps.map((step) => {
          const state = shownStepState(step.state, run.status);
          return (
            <li key={step.name} className="flex items-center gap-2.5 px-4 py-2">
              <StepStateIcon state={state} />
              <span className="min-w-0 flex-1">
                {labels.step[step.name] ?? step.name}
                <span className="sr-only"> ({labels.stepState[state]})</span>
              </span>
              {step.startedAt && (
                <span className="text-xs text-ink-soft">
                  <Elapsed since={step.startedAt} until={step.finishedAt} />
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}
