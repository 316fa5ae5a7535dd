const TIME = [11, 19] as const;

/** The time of day of an ISO 8601 date, to the second and in UTC, as Azure writes it. */
export const shownTime = (at: string) => at.slice(...TIME);
