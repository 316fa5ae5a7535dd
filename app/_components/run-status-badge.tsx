import { useTranslations } from 'next-intl';
import { Badge } from '@/app/_ui/badge';
import { isTerminal, type RunStatus } from '@/lib/runs/status';
import { runStatusTones } from './run-status-tone';

export function RunStatusBadge({ status }: { status: RunStatus }) {
  const t = useTranslations('runStatus');
  return (
    <Badge tone={runStatusTones[status]} pulse={!isTerminal(status)}>
      {t(status)}
    </Badge>
  );
}
