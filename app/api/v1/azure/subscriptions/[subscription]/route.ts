import { z } from 'zod';
import { getSubscription } from '@/lib/azure/subscriptions';
import { AppError } from '@/lib/core/errors';
import { handle } from '../../../handle';

export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/azure/subscriptions/[subscription]'>,
): Promise<Response> {
  return handle(async () => {
    const id = z.guid().safeParse((await params).subscription);
    if (!id.success) throw notAnId();
    return Response.json(await getSubscription(id.data, request.signal));
  });
}

function notAnId(): AppError {
  return new AppError('bad_input', {
    code: 'bad_input',
    message: 'That is not the id of a subscription.',
    action: 'Give an id such as 5a3b1e00-0000-4000-8000-000000000002.',
  });
}
