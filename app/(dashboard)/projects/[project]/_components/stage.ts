import type { EndpointState } from '@/app/_components/use-endpoint';

export type Stage = 'provision' | 'deploy' | 'chat';

/** The step of the journey to take next. While the endpoint has not been asked yet, deploying counts as next. */
export function stageOf(provisioned: boolean, endpoint: EndpointState | undefined): Stage {
  if (!provisioned) return 'provision';
  return endpoint?.state === 'ready' ? 'chat' : 'deploy';
}
