import { z } from 'zod';
import { createShare, expirySchema, listShares } from '@/lib/auth/share-token';
import { getRun } from '@/lib/runs/store';
import { handle, handleMutation, readBody } from '../../../handle';

const bodySchema = z.strictObject({ expiresInDays: expirySchema.default(7) });

type Context = RouteContext<'/api/v1/runs/[runId]/shares'>;

export function GET(_: Request, { params }: Context): Promise<Response> {
  return handle(async () => Response.json(await listShares((await getRun((await params).runId)).id)));
}

/** Makes a link to the public status page. The token is in this answer and nowhere else: only its hash is kept. */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return handleMutation(request, async () => {
    const options = await readBody(request, bodySchema);
    const share = await createShare((await getRun((await params).runId)).id, options);
    return Response.json({ ...share, path: `/status/${share.token}` }, { status: 201 });
  });
}
