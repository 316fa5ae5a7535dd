import { useTranslations } from 'next-intl';
import { Prose } from '@/app/_components/prose';
import { Badge } from '@/app/_ui/badge';
import { Button } from '@/app/_ui/button';
import type { ConfigCheck } from '@/lib/provisioning/manual/config-draft';

const tones = { passed: 'good', warning: 'warn', failed: 'bad', skipped: 'neutral' } as const;

type ConfigBoardProps = { checks: ConfigCheck[]; onFix: (fix: NonNullable<ConfigCheck['fix']>) => void };

/** What was asked of Azure about the names, a row per question. */
export function ConfigBoard({ checks, onFix }: ConfigBoardProps) {
  const t = useTranslations('settings.endpoint');
  return (
    <ul aria-label={t('board')} className="divide-y divide-line rounded-md border border-line">
      {checks.map((check) => {
        const { id, state, message, action, fix } = check;
        return (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
            <span className="w-24 shrink-0">
              <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
            </span>
            <div className="min-w-0 flex-1 basis-56">
              <p className="break-words">
                <Prose text={message} />
              </p>
              {action && (
                <p className="text-xs break-words text-ink-soft">
                  <Prose text={action} />
                </p>
              )}
            </div>
            {fix && <Button onClick={() => onFix(fix)}>{t('fix')}</Button>}
          </li>
        );
      })}
    </ul>
  );
}
