import { getTranslations } from 'next-intl/server';
import { loadSharedRun } from '@/app/_server/load-shared-run';
import { handle } from '@/app/api/v1/handle';
import { renderBadge } from './render-badge';

/** The run's status as a picture, for a README or a chat. */
export function GET(_: Request, { params }: RouteContext<'/status/[token]/badge.svg'>): Promise<Response> {
  return handle(async () => {
    const { kind, status } = await loadSharedRun((await params).token);
    const kinds = await getTranslations('runs.kind');
    const statuses = await getTranslations('runStatus');
    return new Response(renderBadge(kinds(kind), statuses(status), status), {
      headers: { 'content-type': 'image/svg+xml; charset=utf-8' },
    });
  });
}
