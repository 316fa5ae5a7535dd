'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { isGone } from './is-gone';

const RETRY_AFTER_REFUSAL_MS = 3_000;

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'ended' | 'gone';

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
 * Follows a stream of server-sent events until it says `end` or `gone`. The browser resumes a dropped connection with
 * `Last-Event-ID`; after a refusal it gives up, and this opens a new one, unless what it follows is no longer there.
 */
export function useEventSource({ url, events, onData, onEnd, enabled }: Options): Connection {
  const [connection, setConnection] = useState<Connection>(enabled ? 'connecting' : 'ended');
  const address = useEffectEvent(url);
  const receive = useEffectEvent((event: MessageEvent<string>) => onData(event.data));
  const ended = useEffectEvent(() => onEnd?.());
  const names = events.join(' ');

  useEffect(() => {
    if (!enabled) return;
    let source: EventSource;
    let retry: ReturnType<typeof setTimeout>;
    const left = new AbortController();

    const connect = () => {
      source = new EventSource(address());
      for (const name of names.split(' ')) source.addEventListener(name, receive);
      source.onopen = () => setConnection('live');
      source.onerror = () => {
        setConnection('reconnecting');
        if (source.readyState === EventSource.CLOSED) retry = setTimeout(resume, RETRY_AFTER_REFUSAL_MS);
      };
      source.addEventListener('end', () => {
        source.close();
        setConnection('ended');
        ended();
      });
      source.addEventListener('gone', () => {
        source.close();
        setConnection('gone');
      });
    };

    // An event source does not tell why it was refused, so the address is asked once more by other means.
    const resume = async () => {
      const gone = await isGone(address(), left.signal);
      if (left.signal.aborted) return;
      if (gone) setConnection('gone');
      else connect();
    };

    connect();
    return () => {
      left.abort();
      clearTimeout(retry);
      source.close();
    };
  }, [enabled, names]);

  return connection;
}
