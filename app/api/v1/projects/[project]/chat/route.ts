import { createUIMessageStreamResponse } from 'ai';
import { z } from 'zod';
import { chatParametersSchema } from '@/lib/chat/parameters';
import { streamChat } from '@/lib/chat/send';
import { getProject } from '@/lib/config/projects';
import { handleMutation, readBody } from '../../../handle';

const MAX_TEXT_CHARS = 8_000;
const bodySchema = z.strictObject({
  text: z.string().trim().min(1).max(MAX_TEXT_CHARS),
  parameters: chatParametersSchema,
});

/** One question to the deployed model; the answer is an AI SDK UI message stream. */
export function POST(
  request: Request,
  { params }: RouteContext<'/api/v1/projects/[project]/chat'>,
): Promise<Response> {
  return handleMutation(request, async () => {
    const project = getProject((await params).project);
    const question = await readBody(request, bodySchema);
    return createUIMessageStreamResponse({ stream: streamChat(project, question, request.signal) });
  });
}
