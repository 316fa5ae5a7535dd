import type { Exit } from './container-process.ts';
import type { SystemEvent } from './replica-host.ts';
import type { EventReason } from './system-events.ts';

/** What made a container end, where it was not the container itself. */
export type EndedBy = 'request' | 'probe' | undefined;

type Told = { type: SystemEvent['type']; reason: EventReason; message: string };

/** Whoever ends a container from outside does not learn its exit code, as in the service's log. */
export function terminated(container: string, { code, reason }: Exit, by: EndedBy): Told {
  const said = {
    request: ["''", 'ManuallyStopped'],
    probe: ["''", 'ProbeFailure'],
    itself: [`'${code}'`, reason],
  }[by ?? 'itself'];
  return {
    type: by === 'request' ? 'Normal' : 'Warning',
    reason: 'ContainerTerminated',
    message: `Container '${container}' was terminated with exit code ${said[0]} and reason '${said[1]}'`,
  };
}

/** A container that could not even be started: for want of its image, or because of its command. */
export function notStarted(
  container: string,
  cause: 'ImagePullFailure' | 'ContainerCreateFailure',
  details: string,
): Told {
  return {
    type: 'Warning',
    reason: 'ContainerTerminated',
    message: `Container '${container}' was terminated with exit code '' and reason '${cause}'. ${details}`,
  };
}

/** What is told from the second failure on, while it is tried again and again. */
export function keepsFailing(container: string, image: string, isPull: boolean): Told {
  const message = isPull
    ? `Persistent Image Pull Errors for image "${image}". Please check https://aka.ms/cappsimagepullerrors.`
    : `Persistent Failure to start container '${container}'`;
  return { type: 'Warning', reason: isPull ? 'ImagePullBackOff' : 'ContainerBackOff', message };
}
