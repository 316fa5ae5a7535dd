import 'server-only';
import { getTranslations } from 'next-intl/server';
import { translateStep } from '@/app/_components/use-step-name';
import type { PublicRun } from '@/lib/runs/public-view';

/** Every word of the page, translated on the server: the page itself stays free of the translation library. */
export async function statusLabels(run: PublicRun) {
  const [status, gone, kind, runStatus, stepState, resourceState, resourceType, steps, product] =
    await Promise.all([
      getTranslations('status'),
      getTranslations('status.gone'),
      getTranslations('runs.kind'),
      getTranslations('runStatus'),
      getTranslations('stepState'),
      getTranslations(run.kind === 'teardown' ? 'run.resources.deletion' : 'run.resources.state'),
      getTranslations('resourceTypes'),
      getTranslations('steps'),
      getTranslations('product'),
    ]);
  return {
    product: product('name'),
    kind: kind(run.kind),
    elapsed: status('elapsed'),
    running: status('running'),
    steps: status('steps'),
    resources: status('resources'),
    reconnecting: status('reconnecting'),
    footer: status('footer'),
    gone: { title: gone('title'), text: gone('text') },
    step: Object.fromEntries(run.steps.map(({ name }) => [name, translateStep(steps, run.kind, name)])),
    status: {
      queued: runStatus('queued'),
      running: runStatus('running'),
      succeeded: runStatus('succeeded'),
      failed: runStatus('failed'),
      cancelled: runStatus('cancelled'),
      interrupted: runStatus('interrupted'),
    },
    stepState: {
      waiting: stepState('waiting'),
      running: stepState('running'),
      done: stepState('done'),
      failed: stepState('failed'),
      skipped: stepState('skipped'),
      cancelled: stepState('cancelled'),
    },
    resourceState: {
      waiting: resourceState('waiting'),
      running: resourceState('running'),
      succeeded: resourceState('succeeded'),
      failed: resourceState('failed'),
      cancelled: resourceState('cancelled'),
      unfinished: resourceState('unfinished'),
      notBegun: resourceState('notBegun'),
    },
    resourceType: {
      storageAccount: resourceType('storageAccount'),
      fileService: resourceType('fileService'),
      fileShare: resourceType('fileShare'),
      workspace: resourceType('workspace'),
      environment: resourceType('environment'),
      environmentStorage: resourceType('environmentStorage'),
      containerApp: resourceType('containerApp'),
      other: resourceType('other'),
    },
  };
}

export type StatusLabels = Awaited<ReturnType<typeof statusLabels>>;
