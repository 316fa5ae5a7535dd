const SECOND_MS = 1000;

/** Milliseconds of the epoch as ARM writes a moment: seven digits of a second, `2026-10-09T21:15:44.4790000Z`. */
export function armTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '0000Z');
}

/** A length of time in ISO 8601, `PT12.345S`. */
export function armDuration(ms: number): string {
  return `PT${(ms / SECOND_MS).toString()}S`;
}
