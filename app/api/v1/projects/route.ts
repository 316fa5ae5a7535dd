import { listProjects } from '@/lib/config/projects';
import { handle } from '../handle';

export function GET(): Promise<Response> {
  return handle(async () => Response.json(listProjects().map(({ id }) => ({ id }))));
}
