import { z } from 'zod';
import { getProject } from '@/lib/config/projects';
import { logFilterShape } from '@/lib/deployment/logs/log-filter';
import { logAsText } from '@/lib/deployment/logs/log-text';
import { handle, readQuery } from '../../../../handle';

/** Everything that is kept and fits the filter, as a text file. */
export function GET(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/logs/download'>,
): Promise<Response> {
  return handle(async () => {
    const project = getProject((await params).project);
    const filter = readQuery(request, z.object(logFilterShape));
    const text = logAsText(project.id, filter);
    // What is wrong with the question is answered as such, not in the midst of a file.
    const first = await text.next();
    return new Response(toBody(first.done ? '' : first.value, text), {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="${fileName(project.id)}"`,
        'cache-control': 'no-store',
      },
    });
  });
}

function toBody(first: string, rest: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(first)),
    async pull(controller) {
      const next = await rest.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await rest.return(undefined);
    },
  });
}

function fileName(projectId: string): string {
  return `${projectId}-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.log`;
}
