'use client';

import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useRef, useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { runPath } from '@/app/_components/run-path';
import { useAction } from '@/app/_components/use-action';
import {
  checkParameters,
  type ParameterName,
  type ProvisionParameters,
  parameterNames,
} from '@/lib/config/parameters-schema';
import { provision, saveParameters } from '../actions';
import { CommandsPanel } from './commands-panel';
import { ConfirmProvision } from './confirm-provision';
import { FormBar } from './form-bar';
import { ParametersPanel } from './parameters-panel';
import { PlanPanel } from './plan/plan-panel';
import { usePlan } from './plan/use-plan';
import type { Target } from './target';
import { TargetPanel } from './target-panel';
import { fieldErrors, useParameters } from './use-parameters';
import { useTarget } from './use-target';

type ProvisionFormProps = {
  projectId: string;
  /** Why nothing can be provisioned now. */
  refused: string | undefined;
  local: boolean;
  initialTarget: Partial<Target>;
  initialParameters: ProvisionParameters;
};

export function ProvisionForm(props: ProvisionFormProps) {
  const { projectId, refused, local, initialTarget, initialParameters } = props;
  const router = useRouter();
  const choice = useTarget(initialTarget);
  const form = useParameters(initialParameters);
  const [confirming, setConfirming] = useState(false);
  const save = useAction(saveParameters, form.markSaved);
  const start = useAction(provision, (started) => router.push(runPath(projectId, started)));

  const { target } = choice;
  const planned = target && form.valid ? { target, parameters: form.draft } : undefined;
  const plan = usePlan(projectId, planned);
  const planRef = useRef<HTMLDivElement>(null);
  const ready = !refused && target !== undefined && form.valid && plan.obstacle === undefined;

  const makePlan = () => {
    plan.make();
    planRef.current?.scrollIntoView({ block: 'start' });
  };
  const setValues = (values: Record<string, unknown>) => {
    const checked = checkParameters({ ...form.draft, ...values });
    if (!checked.ok) return;
    plan.makeAfterChange();
    form.set(checked.values);
  };
  const planOrProvision = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (ready) setConfirming(true);
    else if (planned && !plan.making) makePlan();
  };

  const failure = start.error ?? save.error;
  const errorsOf = (name: ParameterName) => fieldErrors(name, form.errors, failure);
  const atField = parameterNames.some((name) => name === failure?.target);

  return (
    <form
      className="flex flex-col gap-4"
      // Before a field takes the key for itself.
      onKeyDownCapture={planOrProvision}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) setConfirming(true);
      }}
    >
      <TargetPanel
        choice={choice}
        location={form.draft.location}
        locationErrors={errorsOf('location')}
        onLocation={(location) => form.set({ location })}
      />
      <ParametersPanel target={choice.target} draft={form.draft} errorsOf={errorsOf} onChange={form.set} />
      <CommandsPanel
        initial={initialParameters.defaultCommands}
        errors={errorsOf('defaultCommands')}
        onChange={(defaultCommands) => form.set({ defaultCommands })}
      />
      <PlanPanel ref={planRef} plan={plan} tools={{ target, onValues: setValues, onFixed: plan.make }} />
      {failure && !atField && <ErrorMessage error={failure} />}
      <FormBar
        refused={refused}
        valid={form.valid}
        changed={form.changed}
        hasTarget={choice.target !== undefined}
        saving={save.pending}
        plan={plan}
        onPlan={makePlan}
        onSave={() => save.run(projectId, form.draft)}
      />
      {choice.target && (
        <ConfirmProvision
          open={confirming}
          plan={plan.plan}
          local={local}
          target={choice.target}
          subscriptionName={choice.subscriptions.data?.find(({ id }) => id === choice.subscriptionId)?.name}
          location={form.draft.location ?? choice.group?.location}
          pending={start.pending}
          error={start.error}
          onClose={() => setConfirming(false)}
          onConfirm={(target) =>
            plan.plan &&
            start.run(projectId, target, form.draft, { planId: plan.plan.id, despiteFailures: plan.accepted })
          }
        />
      )}
    </form>
  );
}
