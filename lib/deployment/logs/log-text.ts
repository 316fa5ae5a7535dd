import 'server-only';
import { plainText } from '@/lib/deployment/logs/line-level';
import type { LogFilter } from '@/lib/deployment/logs/log-filter';
import type { AppLogLine } from '@/lib/deployment/logs/log-line';
import { readBounds, readLogPage } from '@/lib/deployment/logs/read-log';

const TEXT_PAGE_LINES = 2_000;

/** A project's log from its oldest line to the one that is the newest now, without colours, a page at a time. */
export async function* logAsText(project: string, filter: LogFilter): AsyncGenerator<string> {
  const { first, last } = await readBounds(project);
  let after = first - 1;
  while (after < last) {
    const page = await readLogPage(project, { filter, after, limit: TEXT_PAGE_LINES });
    yield page.lines.map(lineAsText).join('');
    after = page.to;
  }
}

function lineAsText({ kind, at, until, source, level, replica, text }: AppLogLine): string {
  if (kind === 'line') return `${at} ${source} ${level} ${replica || '-'} ${plainText(text)}\n`;
  const sure = kind === 'gap' ? 'lines are missing' : 'lines may be missing';
  return `${at} ${source} --- ${replica || '-'} --- ${sure} until ${until ?? '?'} ---\n`;
}
