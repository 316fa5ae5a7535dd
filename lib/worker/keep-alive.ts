import 'server-only';
import { touchAttempt } from '@/lib/runs/attempts';

const HEARTBEAT_INTERVAL_MS = 15_000;

/** Says again and again that this attempt is being worked on. Returns the way to stop. */
export function keepAlive(runId: string, attempt: number): () => void {
  // A missed beat is no trouble: only the silence of several in a row counts.
  const beat = () => void touchAttempt(runId, attempt).catch(() => undefined);
  const timer = setInterval(beat, HEARTBEAT_INTERVAL_MS);
  return () => clearInterval(timer);
}
