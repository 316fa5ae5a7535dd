'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { ApiError } from '@/app/_components/fetch-json';
import type { ErrorInfo } from '@/lib/core/errors';
import { countChecks, type PlanView, unknownPlan, withPart } from './plan-view';
import type { PlannedValues } from './read-plan';

type Making = { key: string; view: PlanView; making: boolean; error?: ErrorInfo };

/** Why nothing may be provisioned as far as the plan goes. */
export type PlanObstacle = 'none' | 'making' | 'stale' | 'failed';

const brokenOff: ErrorInfo = {
  code: 'plan_broken_off',
  message: 'The dashboard stopped answering while the plan was being made.',
  action: 'Check that it is running, then make the plan again.',
};

/** The plan of the values in the form. It is given up when they change, and made anew when it expires. */
export function usePlan(projectId: string, values: PlannedValues | undefined) {
  const key = values && JSON.stringify(values);
  const [state, setState] = useState<Making>();
  const [despite, setDespite] = useState<string>();
  const [wanted, setWanted] = useState(false);
  const running = useRef<AbortController>(undefined);

  async function make(): Promise<void> {
    if (!values || !key) return;
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    const change = (next: (current: Making) => Making) =>
      setState((current) => (own.signal.aborted || !current ? current : next(current)));
    setWanted(false);
    setState({ key, view: unknownPlan, making: true });
    try {
      const { readPlan } = await import('./read-plan');
      await readPlan(
        projectId,
        values,
        (part) => change((current) => ({ ...current, view: withPart(current.view, part) })),
        own.signal,
      );
      change((current) => ({ ...current, making: false }));
    } catch (error) {
      const info = error instanceof ApiError ? error.info : brokenOff;
      change((current) => ({ ...current, making: false, error: info }));
    }
  }

  const fresh = state !== undefined && state.key === key;
  const plan = fresh && !state.making ? state.view.plan : undefined;
  const makeAgain = useEffectEvent(make);
  const changeValues = useEffectEvent(() => {
    if (state?.making && !fresh) {
      running.current?.abort();
      setState({ ...state, making: false });
    }
    if (wanted && key) void make();
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: what it does depends on more, when it does so on the values alone.
  useEffect(() => changeValues(), [key]);
  useEffect(() => () => running.current?.abort(), []);
  useEffect(() => {
    if (!plan) return;
    const left = new AbortController();
    // A tab that nobody looks at makes no plans.
    const remake = () => {
      if (document.visibilityState === 'visible') void makeAgain();
      else document.addEventListener('visibilitychange', remake, { once: true, signal: left.signal });
    };
    const timer = setTimeout(remake, Math.max(0, Date.parse(plan.expiresAt) - Date.now()));
    return () => {
      clearTimeout(timer);
      left.abort();
    };
  }, [plan]);

  const failures = plan ? countChecks(plan.checks, 'failed') : 0;
  const accepted = plan !== undefined && despite === plan.id;
  return {
    view: state?.view,
    making: state?.making ?? false,
    error: fresh ? state.error : undefined,
    stale: state !== undefined && !fresh,
    /** The plan of exactly these values. */
    plan,
    failures,
    accepted,
    accept: (yes: boolean) => setDespite(yes ? plan?.id : undefined),
    obstacle: obstacleOf(state, fresh, plan !== undefined, failures > 0 && !accepted),
    make: () => void make(),
    /** Makes a plan as soon as the values are others. */
    makeAfterChange: () => setWanted(true),
  };
}

export type PlanChoice = ReturnType<typeof usePlan>;

function obstacleOf(
  state: Making | undefined,
  fresh: boolean,
  planned: boolean,
  failed: boolean,
): PlanObstacle | undefined {
  if (!state) return 'none';
  if (!fresh) return 'stale';
  if (state.making) return 'making';
  if (!planned) return 'none';
  return failed ? 'failed' : undefined;
}
