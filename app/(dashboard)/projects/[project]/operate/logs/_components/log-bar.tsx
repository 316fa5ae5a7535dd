import { ChevronDown, ChevronUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Badge } from '@/app/_ui/badge';
import { buttonClass } from '@/app/_ui/button-class';
import { Checkbox } from '@/app/_ui/checkbox';
import { Message } from '@/app/_ui/message';
import type { Hits } from './use-hits';
import type { LogReader } from './use-log-window';

type LogBarProps = {
  reader: LogReader;
  hits: Hits;
  q: string | undefined;
  following: boolean;
  onStep(older: number): void;
  onFollow(following: boolean): void;
};

/** How the log stands: whether it is live, what was found, and whether its end is followed. */
export function LogBar({ reader, hits, q, following, onStep, onFollow }: LogBarProps) {
  const t = useTranslations('operate.logs');
  const { log, connection, trouble } = reader;
  const isLive = connection === 'live';
  const refused = hits.error?.info ?? (trouble === 'unreachable' ? undefined : trouble);
  return (
    <>
      <div className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-1 text-xs text-ink-soft">
        <Badge tone={isLive ? 'good' : 'neutral'} pulse={isLive && following}>
          {t(isLive ? 'live' : 'connecting')}
        </Badge>
        <span className="tabular-nums">{t('lines', { count: log.lines.length })}</span>
        {q !== undefined && !hits.error && (
          <span className="flex items-center gap-1">
            <span role="status" className="tabular-nums">
              {hits.searching ? t('search.searching') : found(hits)}
            </span>
            {[1, -1].map((older) => (
              <button
                key={older}
                type="button"
                className={buttonClass('ghost', undefined, 'icon')}
                onClick={() => onStep(older)}
                disabled={hits.seqs.length === 0}
                title={t(older > 0 ? 'search.older' : 'search.newer')}
                aria-label={t(older > 0 ? 'search.older' : 'search.newer')}
              >
                {older > 0 ? <ChevronUp aria-hidden size={16} /> : <ChevronDown aria-hidden size={16} />}
              </button>
            ))}
          </span>
        )}
        <Checkbox size="small" className="ml-auto" checked={following} onChange={onFollow}>
          {t('follow')}
        </Checkbox>
        {!log.atEnd && (
          <button
            type="button"
            className={buttonClass('secondary', undefined, 'small')}
            onClick={() => onFollow(true)}
          >
            {t('toEnd', { count: log.unseen })}
          </button>
        )}
      </div>
      {(refused || trouble === 'unreachable') && (
        <div className="border-b border-line p-3">
          <Message level="error" title={refused?.message ?? t('unreachable')}>
            {refused?.action ?? t('unreachableAction')}
          </Message>
        </div>
      )}
    </>
  );

  function found({ seqs, place, complete }: Hits): string {
    const count = seqs.length;
    if (place !== undefined) return t('search.place', { place: place + 1, count });
    return t(complete ? 'search.found' : 'search.foundSome', { count });
  }
}
