/** What a page shows of a variable; by it a change tells what its author knew. */
export function shownOf(variable: { value?: string; secret?: string } | undefined): string {
  if (!variable) return 'nothing';
  return variable.secret ? `secret ${variable.secret}` : `value ${variable.value ?? ''}`;
}
