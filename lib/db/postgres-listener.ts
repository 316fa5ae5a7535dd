import 'server-only';
import pg from 'pg';

const FIRST_RECONNECT_DELAY_MS = 500;
const MAX_RECONNECT_DELAY_MS = 30_000;

type ListenOptions = {
  connectionString: string;
  channel: string;
  onPayload: (payload: string) => void;
  /** Called after each reconnect: notifications may have been missed. */
  onGap: () => void;
};

/** LISTEN on a connection of its own, made anew with growing delays when it breaks. Rejects if the first try fails. */
export async function listenOn(options: ListenOptions): Promise<() => Promise<void>> {
  const { connectionString, channel, onPayload, onGap } = options;
  let current: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let delayMs = FIRST_RECONNECT_DELAY_MS;
  let closed = false;

  const connect = async () => {
    const client = new pg.Client({ connectionString, keepAlive: true });
    client.on('notification', ({ payload }) => payload && onPayload(payload));
    client.on('error', () => undefined);
    client.on('end', () => current === client && reconnectLater());
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    if (closed) return client.end();
    current = client;
    delayMs = FIRST_RECONNECT_DELAY_MS;
  };

  const reconnectLater = () => {
    if (closed) return;
    timer = setTimeout(() => connect().then(onGap, reconnectLater), delayMs);
    timer.unref();
    delayMs = Math.min(MAX_RECONNECT_DELAY_MS, delayMs * 2);
  };

  await connect();
  return async () => {
    closed = true;
    clearTimeout(timer);
    await current?.end();
  };
}
