const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const MINUTES_PER_HOUR = 60;

/** Milliseconds of the epoch as ARM writes a moment: seven digits of a second, `2026-10-09T21:15:44.4790000Z`. */
export function armTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '0000Z');
}

/** A length of time in ISO 8601, `PT12.345S`, `PT1H2M0.5S`. */
export function armDuration(ms: number): string {
  const seconds = (ms % MINUTE_MS) / SECOND_MS;
  const minutes = Math.floor(ms / MINUTE_MS) % MINUTES_PER_HOUR;
  const hours = Math.floor(ms / MINUTE_MS / MINUTES_PER_HOUR);
  const larger = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}`;
  return `PT${larger}${seconds > 0 || larger === '' ? `${seconds}S` : ''}`;
}
