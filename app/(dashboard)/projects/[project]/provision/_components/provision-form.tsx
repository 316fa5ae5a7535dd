'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, Suspense, useRef, useState } from 'react';
import { ErrorMessage } from '@/app/_components/error-message';
import { runPath } from '@/app/_components/run-path';
import { useAction } from '@/app/_components/use-action';
import { useUnsavedGuard } from '@/app/_components/use-unsaved-guard';
import { type ParameterName, parameterNames } from '@/lib/config/parameters-schema';
import { provision, saveParameters } from '../actions';
import { ByHand } from './by-hand';
import { CommandsPanel } from './commands-panel';
import { FormBar } from './form-bar';
import { ConfirmProvision, FileConflict, ParametersJson, useLateParts } from './late-parts';
import { ParametersOthers } from './parameters-others';
import { ParametersPanel } from './parameters-panel';
import { ParametersSize } from './parameters-size';
import { ParametersView, type View } from './parameters-view';
import { PlanPanel } from './plan/plan-panel';
import { usePlan } from './plan/use-plan';
import type { Target } from './target';
import { TargetPanel } from './target-panel';
import { useFileWatch } from './use-file-watch';
import { useNames } from './use-names';
import { type FileState, fieldErrors, useParameters } from './use-parameters';
import { useTarget } from './use-target';

/** Refusals of a plan that a newer one mends. */
const OUTDATED: readonly string[] = ['plan_stale', 'plan_missing'];

type ProvisionFormProps = {
  projectId: string;
  /** Why nothing can be provisioned now. */
  refused: string | undefined;
  local: boolean;
  initialTarget: Partial<Target>;
  file: FileState;
  /** The parameters that the project's template has; null when it cannot be read. */
  declared: string[] | null;
};

export function ProvisionForm(props: ProvisionFormProps) {
  const { projectId, refused, local, initialTarget, file, declared } = props;
  const t = useTranslations('provision');
  const router = useRouter();
  const choice = useTarget(projectId, initialTarget);
  const form = useParameters(file);
  const [view, setView] = useState<View>('form');
  const names = useNames(projectId, choice.target, form.values);
  const unreadable = useFileWatch(projectId, (form.theirs ?? form.base).version);
  const [confirming, setConfirming] = useState(false);
  const draft = { text: form.text, version: form.base.version };
  const save = useAction(saveParameters, (version) => form.markSaved({ ...draft, version }));
  const [sentPlan, setSentPlan] = useState<string>();
  const start = useAction(provision, (started) => router.push(runPath(projectId, started)));
  useLateParts();
  useUnsavedGuard(form.changed && !start.pending, t('view.leave'));

  const { target } = choice;
  const planned = target && form.parameters ? { target, parameters: form.parameters } : undefined;
  const plan = usePlan(projectId, planned);
  const planRef = useRef<HTMLDivElement>(null);
  const ready = !refused && target !== undefined && form.valid && !form.theirs && plan.obstacle === undefined;

  const makePlan = () => {
    plan.make();
    planRef.current?.scrollIntoView({ block: 'start' });
  };
  const setValues = (values: Record<string, unknown>) => {
    if (!form.allows(values)) return;
    plan.makeAfterChange();
    form.set(values);
  };
  const planOrProvision = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    if (ready) setConfirming(true);
    else if (planned && !plan.making) makePlan();
  };

  const outdated = start.error !== undefined && OUTDATED.includes(start.error.code);
  // Of a plan that was refused as outdated nothing is left to say once there is another.
  const refusal = outdated && sentPlan !== plan.plan?.id ? undefined : start.error;
  const failure = refusal ?? save.error;
  const errorsOf = (name: ParameterName) => fieldErrors(name, form.errors, failure);
  const whyNot = (name: ParameterName) =>
    declared && !declared.some((each) => each.toLowerCase() === name.toLowerCase())
      ? t('parameters.undeclared')
      : undefined;
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
        projectId={projectId}
        choice={choice}
        profile={form.draft.gpuProfile}
        location={form.draft.location}
        locationErrors={errorsOf('location')}
        onLocation={(location) => form.set({ location })}
      />
      {unreadable && <ErrorMessage error={unreadable} />}
      {form.theirs && (
        <Suspense>
          <FileConflict
            key={form.theirs.version}
            base={form.base}
            theirs={form.theirs}
            mine={form.values}
            onResolve={form.resolve}
          />
        </Suspense>
      )}
      <ParametersView projectId={projectId} form={form} view={view} onView={setView} />
      {view === 'json' ? (
        <Suspense>
          <ParametersJson form={form} />
        </Suspense>
      ) : (
        <fieldset className="flex min-w-0 flex-col gap-4" disabled={form.fault !== undefined}>
          <ParametersPanel
            names={names}
            draft={form.draft}
            errorsOf={errorsOf}
            whyNot={whyNot}
            onChange={form.set}
          />
          <ParametersSize draft={form.draft} errorsOf={errorsOf} whyNot={whyNot} onChange={form.set} />
          <CommandsPanel
            // Commands that came from elsewhere begin a new list.
            key={form.generation}
            initial={form.draft.defaultCommands}
            errors={errorsOf('defaultCommands')}
            onChange={(defaultCommands) => form.set({ defaultCommands })}
          />
          <ParametersOthers form={form} />
        </fieldset>
      )}
      <PlanPanel ref={planRef} plan={plan} tools={{ target, onValues: setValues, onFixed: plan.make }} />
      <ByHand projectId={projectId} planned={planned} local={local} />
      {failure && !atField && failure.code !== 'parameters_changed' && <ErrorMessage error={failure} />}
      <FormBar
        refused={refused}
        valid={form.valid}
        changedOnDisk={form.theirs !== undefined}
        changed={form.changed}
        hasTarget={choice.target !== undefined}
        saving={save.pending}
        plan={plan}
        onPlan={makePlan}
        onSave={() => save.run(projectId, draft)}
      />
      {choice.target && plan.view && (
        <Suspense>
          <ConfirmProvision
            open={confirming}
            plan={plan.plan}
            local={local}
            target={choice.target}
            subscriptionName={choice.subscriptions.data?.find(({ id }) => id === choice.subscriptionId)?.name}
            location={form.draft.location ?? choice.group?.location}
            pending={start.pending}
            error={refusal}
            onClose={() => {
              setConfirming(false);
              if (refusal && outdated) makePlan();
            }}
            onConfirm={(target) => {
              if (!plan.plan) return;
              setSentPlan(plan.plan.id);
              start.run(projectId, target, draft, { planId: plan.plan.id, despiteFailures: plan.accepted });
            }}
          />
        </Suspense>
      )}
    </form>
  );
}
