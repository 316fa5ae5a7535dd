import { z } from 'zod';
import { getProject } from '@/lib/config/projects';
import { readTemplateFile } from '@/lib/provisioning/by-hand/template-files';
import { handle, readQuery } from '../../../handle';

const querySchema = z.object({ format: z.enum(['json', 'bicep']).default('json') });

/** The project's template as a download: compiled, or with `format=bicep` its source. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/template'>,
): Promise<Response> {
  return handle(async () => {
    const { format } = readQuery(request, querySchema);
    const name = `inference.${format}` as const;
    const text = await readTemplateFile(getProject((await params).project), name);
    return new Response(text, {
      headers: {
        'content-type': format === 'json' ? 'application/json' : 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      },
    });
  });
}
