import { useTranslations } from 'next-intl';
import type { RunKind } from '@/lib/runs/events';

/** A step in the reader's language; one that has no name yet is shown by its key. */
export function useStepName(kind: RunKind, step: string): string {
  const t = useTranslations('steps');
  return translateStep(t, kind, step);
}

type Translate = ReturnType<typeof useTranslations<'steps'>>;

/** As `useStepName`, where a hook has no place. */
export function translateStep(t: Translate, kind: RunKind, step: string): string {
  const known = stepKeys.find((key) => key === `${kind}.${step}`);
  return known ? t(known) : step;
}

const stepKeys = [
  'provision.check',
  'provision.submit',
  'provision.follow',
  'provision.record',
  'deploy.check',
  'deploy.sync',
  'deploy.restart',
  'deploy.ready',
  'restart.check',
  'restart.restart',
  'restart.ready',
  'proof.prove',
  'rollback.check',
  'rollback.restore',
  'rollback.restart',
  'rollback.ready',
  'rollback.traffic',
  'stop.check',
  'stop.stop',
  'start.check',
  'start.start',
  'start.ready',
  'scale.check',
  'scale.scale',
  'scale.ready',
  'wake.check',
  'wake.wake',
  'wake.ready',
  'teardown.check',
  'teardown.delete',
  'teardown.record',
] as const;
