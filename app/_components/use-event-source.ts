'use client';

import { useEffect, useEffectEvent, useState } from 'react';

const RETRY_AFTER_REFUSAL_MS = 3_000;

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'ended';

type Options = {
  /** Asked anew for every connection that the page itself opens, so that it can say where to go on. */
  url: () => string;
  events: readonly string[];
  onData: (data: string) => void;
  /** The stream has said `end`: nothing will follow. */
  onEnd?: () => void;
  enabled: boolean;
};

/**
 * Follows a stream of server-sent events until it says `end`. The browser resumes a dropped connection with
 * `Last-Event-ID`; after a refusal (a restarting server) it gives up, and this opens a new one.
 */
export function useEventSource({ url, events, onData, onEnd, enabled }: Options): Connection {
  const [connection, setConnection] = useState<Connection>(enabled ? 'connecting' : 'ended');
  const open = useEffectEvent(() => new EventSource(url()));
  const receive = useEffectEvent((event: MessageEvent<string>) => onData(event.data));
  const ended = useEffectEvent(() => onEnd?.());
  const names = events.join(' ');

  useEffect(() => {
    if (!enabled) return;
    let source: EventSource;
    let retry: ReturnType<typeof setTimeout>;

    const connect = () => {
      source = open();
      for (const name of names.split(' ')) source.addEventListener(name, receive);
      source.onopen = () => setConnection('live');
      source.onerror = () => {
        setConnection('reconnecting');
        if (source.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_AFTER_REFUSAL_MS);
      };
      source.addEventListener('end', () => {
        source.close();
        setConnection('ended');
        ended();
      });
    };

    connect();
    return () => {
      clearTimeout(retry);
      source.close();
    };
  }, [enabled, names]);

  return connection;
}
