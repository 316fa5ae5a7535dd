import type { SystemEvent } from '../../replicas/replica-host.ts';
import { withoutEndZeros } from './console-lines.ts';
import { serviceJson } from './escape-json.ts';

/** One event as a JSON line; its time is in the form that the cluster's own tools print. */
export function eventLine(event: SystemEvent): string {
  const [day = '', time = ''] = event.at.slice(0, -1).split('T');
  return serviceJson({
    TimeStamp: `${day} ${withoutEndZeros(time)} +0000 UTC`,
    Type: event.type,
    ContainerAppName: event.appName,
    RevisionName: event.revisionName,
    ReplicaName: event.replicaName,
    Msg: event.message,
    Reason: event.reason,
    EventSource: event.source,
    Count: event.count,
  });
}

/** What an event stream begins with: two events of nobody's. */
export function eventGreeting(atMs: number): string[] {
  const TimeStamp = `${new Date(atMs).toISOString().slice(0, -'.000Z'.length)}Z`;
  const nobody = { ContainerAppName: null, RevisionName: null, ReplicaName: null };
  const told = [
    ['Connecting to the events collector...', 'StartingGettingEvents'],
    ['Successfully connected to events server', 'ConnectedToEventsServer'],
  ];
  return told.map(([Msg, Reason]) =>
    serviceJson({
      TimeStamp,
      Type: 'Normal',
      ...nobody,
      Msg,
      Reason,
      EventSource: 'ContainerAppController',
      Count: 1,
    }),
  );
}
