import { getProject } from '@/lib/config/projects';
import { handle } from '../../handle';

export function GET(_: Request, { params }: RouteContext<'/api/v1/projects/[project]'>): Promise<Response> {
  return handle(async () => Response.json({ id: getProject((await params).project).id }));
}
