import type { EndpointState } from '@/app/_components/use-endpoint';

export type Stage = 'provision' | 'deploy' | 'chat';

/** The step of the journey to take next. Until the endpoint has been asked, the runs tell whether it is deployed. */
export function stageOf(provisioned: boolean, deployed: boolean, endpoint: EndpointState | undefined): Stage {
  if (!provisioned) return 'provision';
  const answers = endpoint ? endpoint.state === 'ready' : deployed;
  return answers ? 'chat' : 'deploy';
}
