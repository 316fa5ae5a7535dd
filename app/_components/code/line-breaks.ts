/** The breaks that every line of a text ends with; mixed ones count as `\n`, and their `\r` stay as characters. */
export function lineBreakOf(text: string): '\n' | '\r\n' {
  return /\r\n/.test(text) && !/(?:^|[^\r])\n|\r(?!\n)/.test(text) ? '\r\n' : '\n';
}

/** What tells two texts apart that look the same, or that nothing does; undefined when they look different. */
export function hiddenDifference(one: string, other: string): 'none' | 'line-breaks' | undefined {
  if (one === other) return 'none';
  return withoutReturns(one) === withoutReturns(other) ? 'line-breaks' : undefined;
}

function withoutReturns(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
