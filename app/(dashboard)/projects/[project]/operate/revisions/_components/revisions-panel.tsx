import Form from 'next/form';
import { useTranslations } from 'next-intl';
import { buttonClass } from '@/app/_ui/button-class';
import { Panel } from '@/app/_ui/panel';
import type { RevisionBoard } from '@/lib/deployment/revisions/board';
import { type RevisionState, refuseMode } from '@/lib/deployment/revisions/rules';
import { ModeSwitch } from './mode-switch';
import { RevisionRow } from './revision-row';

type RevisionsPanelProps = {
  projectId: string;
  board: RevisionBoard;
  state: RevisionState;
  /** The two that are compared. */
  pair: { from: string; to: string } | undefined;
};

/** All revisions of the app, the newest first; two of them can be chosen to be compared. */
export function RevisionsPanel({ projectId, board, state, pair }: RevisionsPanelProps) {
  const t = useTranslations('operate.revisions');
  const { mode, revisions } = board;
  const several = revisions.length > 1;
  const chosen = pair ?? { from: revisions[1]?.name ?? '', to: revisions[0]?.name ?? '' };
  const refusal = refuseMode(state);
  return (
    <Panel
      title={t('list')}
      description={t(`mode.${mode}`)}
      flush
      actions={
        <ModeSwitch
          projectId={projectId}
          to={mode === 'single' ? 'multiple' : 'single'}
          running={revisions.filter(({ active }) => active).length}
          reason={refusal ? t(`refusal.${refusal}`) : undefined}
        />
      }
    >
      <Form action="" scroll={false} aria-label={t('compare.choose')}>
        <ul className="divide-y divide-line">
          {revisions.map((revision) => (
            <RevisionRow
              key={revision.name}
              projectId={projectId}
              revision={revision}
              state={state}
              chosen={several ? chosen : undefined}
            />
          ))}
        </ul>
        <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2.5">
          {several ? (
            <>
              <button type="submit" className={buttonClass()}>
                {t('compare.go')}
              </button>
              <p className="text-xs text-ink-soft">{t('compare.hint')}</p>
            </>
          ) : (
            <p className="text-xs text-ink-soft">{t('one')}</p>
          )}
        </div>
      </Form>
    </Panel>
  );
}
