import type { EndpointState } from '@/app/_components/use-endpoint';

export type Stage = 'provision' | 'deploy' | 'chat';

/** The step of the journey to take next. Until the endpoint has been asked, the runs tell whether it is deployed. */
export function stageOf(provisioned: boolean, deployed: boolean, endpoint: EndpointState | undefined): Stage {
  if (!provisioned) return 'provision';
  // An app that has gone to zero wakes when it is asked.
  const answers = endpoint ? endpoint.state === 'ready' || endpoint.state === 'scaled-to-zero' : deployed;
  return answers ? 'chat' : 'deploy';
}
