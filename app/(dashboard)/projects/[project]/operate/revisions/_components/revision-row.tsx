import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Ago } from '@/app/_components/ago';
import { Copyable } from '@/app/_components/copyable';
import { Badge, type Tone } from '@/app/_ui/badge';
import { cx } from '@/app/_ui/cx';
import type { ShownRevision } from '@/lib/deployment/revisions/board';
import { type RevisionState, refuseActivate, refuseDeactivate } from '@/lib/deployment/revisions/rules';
import { ActiveSwitch } from './active-switch';
import { RollbackButton } from './rollback-button';

type RevisionRowProps = {
  projectId: string;
  revision: ShownRevision;
  state: RevisionState;
  /** The two that are compared; none where there is but one revision. */
  chosen: { from: string; to: string } | undefined;
};

export function RevisionRow({ projectId, revision, state, chosen }: RevisionRowProps) {
  const t = useTranslations('operate.revisions');
  const { name, active, latest, traffic, replicas, createdAt, provisioningError, runId, snapshot } = revision;
  const refusal = (active ? refuseDeactivate : refuseActivate)(state, revision);
  const answers = latest && (traffic > 0 || state.mode === 'single');
  const rollbackRefusal = state.activeRun ? 'run-active' : answers ? 'serves' : null;
  return (
    <li
      className={cx(
        'grid gap-x-4 gap-y-1.5 px-4 py-2.5 md:items-center',
        chosen ? 'md:grid-cols-[auto_minmax(0,1fr)_auto]' : 'md:grid-cols-[minmax(0,1fr)_auto]',
      )}
    >
      {chosen && (
        <div className="flex gap-3 text-xs text-ink-soft">
          {(['from', 'to'] as const).map((side) => (
            <label key={side} className="inline-flex min-h-7 items-center gap-1 touch:min-h-10">
              <input
                type="radio"
                name={side}
                value={name}
                defaultChecked={chosen[side] === name}
                aria-label={t(`compare.${side}Of`, { name })}
              />
              {t(`compare.${side}`)}
            </label>
          ))}
        </div>
      )}
      <div className="flex min-w-0 flex-col gap-0.5">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <Copyable text={name} />
          <StateBadge revision={revision} />
          {latest && <Badge tone="accent">{t('latest')}</Badge>}
        </div>
        <p className="flex flex-wrap gap-x-3 text-xs text-ink-soft">
          {createdAt && (
            <span>
              {t('made')} <Ago at={createdAt} />
            </span>
          )}
          <span className="tabular-nums">{t('traffic.of', { weight: traffic })}</span>
          {active && <span>{t('replicas', { count: replicas })}</span>}
          {runId && (
            <Link href={`/projects/${projectId}/runs/${runId}`} className="text-accent underline">
              {t('startedBy')}
            </Link>
          )}
        </p>
        {provisioningError && <p className="text-xs text-bad wrap-anywhere">{provisioningError}</p>}
      </div>
      <div className="flex flex-wrap gap-2 md:justify-end">
        {state.mode === 'multiple' && (
          <ActiveSwitch
            projectId={projectId}
            name={name}
            active={active}
            reason={refusal ? t(`refusal.${refusal}`) : undefined}
          />
        )}
        <RollbackButton
          projectId={projectId}
          to={{ revision: name, ...(snapshot && { snapshot }) }}
          name={name}
          label={t('rollback.openOf', { name })}
          reason={rollbackRefusal ? t(`refusal.${rollbackRefusal}`) : undefined}
        />
      </div>
    </li>
  );
}

const tones: Readonly<Record<string, Tone>> = {
  Running: 'good',
  RunningAtMaxScale: 'good',
  ScaledToZero: 'neutral',
  Processing: 'warn',
  Activating: 'warn',
  Degraded: 'warn',
  Failed: 'bad',
  Unhealthy: 'bad',
};

/** Azure's own word for how a revision is; it has more of them than it says. */
function StateBadge({ revision }: { revision: ShownRevision }) {
  const t = useTranslations('operate.revisions');
  if (!revision.active) return <Badge tone="neutral">{t('inactive')}</Badge>;
  const word = revision.health === 'Unhealthy' ? revision.health : revision.runningState;
  return <Badge tone={tones[word] ?? 'neutral'}>{word}</Badge>;
}
