import 'server-only';

const MAX_CAUSE_LENGTH = 300;
/** How programs name what killed them, at the start of a line. */
const namesCause =
  /^(?:\w+[\w.]*(?:Error|Exception|Exit|Interrupt)\b|ERROR:|error:|fatal|bash:|python3?:|.*: command not found)/;
const silent = /^(?:\s|$)/;

/** The line that says best why a program ended: the last that names an error, else the last it wrote. */
export function crashCause(lines: readonly string[]): string | undefined {
  const said = lines.filter((line) => !silent.test(line));
  const cause = said.findLast((line) => namesCause.test(line)) ?? said.at(-1);
  return cause?.trim().slice(0, MAX_CAUSE_LENGTH);
}
