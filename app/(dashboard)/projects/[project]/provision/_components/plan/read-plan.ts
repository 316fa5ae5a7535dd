import { createParser } from 'eventsource-parser';
import { ApiError, problemOf, readProblem } from '@/app/_components/fetch-json';
import type { PlanPart } from '@/lib/provisioning/plan/plan';
import type { Target } from '../target';
import type { ParameterDraft } from '../use-parameters';

/** What a plan is made of. */
export type PlannedValues = { target: Target; parameters: ParameterDraft };

const PARTS: readonly string[] = ['check', 'changes', 'cost', 'plan'] satisfies PlanPart['type'][];

/** Has a plan made and hands on its parts as they come. Throws `ApiError` when none can be made or the stream breaks off. */
export async function readPlan(
  projectId: string,
  values: PlannedValues,
  onPart: (part: PlanPart) => void,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(`/api/v1/projects/${projectId}/plan`, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify({ ...values.target, parameters: values.parameters }),
    signal,
  });
  if (!response.ok || !response.body) throw new ApiError(await readProblem(response));

  let ended = false;
  const parser = createParser({
    onEvent({ event = '', data }) {
      if (event === 'error') throw new ApiError(problemOf(JSON.parse(data), response.status));
      if (event === 'end') ended = true;
      if (PARTS.includes(event)) onPart(JSON.parse(data));
    },
  });
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      parser.feed(decoder.decode(piece.value, { stream: true }));
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
  if (!ended) throw new TypeError('The plan broke off.');
}
