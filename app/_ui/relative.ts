const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** The distance from `nowMs` to `atMs` in words of the locale, in the largest unit that fits: full units gone by, the nearest ones to come. */
export function relativeTime(atMs: number, nowMs: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const distanceMs = atMs - nowMs;
  const whole = distanceMs < 0 ? Math.ceil : Math.round;
  for (const [unit, lengthMs] of units) {
    if (Math.abs(distanceMs) >= lengthMs) return format.format(whole(distanceMs / lengthMs), unit);
  }
  return format.format(0, 'second');
}
