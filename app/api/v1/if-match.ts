/**
 * The version that a request's `If-Match` names: undefined where it names none, or any. What is no version of ours stays as it
 * is, and so fits no file.
 */
export function expectedVersion(request: Request): string | undefined {
  const given = request.headers.get('if-match');
  return given === null || given === '*' ? undefined : given.replace(/^"(.*)"$/, '$1');
}
