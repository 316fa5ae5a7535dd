import { revokeShare } from '@/lib/auth/share-token';
import { handleMutation } from '../../handle';

export function DELETE(
  request: Request,
  { params }: RouteContext<'/api/v1/shares/[shareId]'>,
): Promise<Response> {
  return handleMutation(request, async () => {
    await revokeShare((await params).shareId);
    return new Response(null, { status: 204 });
  });
}
