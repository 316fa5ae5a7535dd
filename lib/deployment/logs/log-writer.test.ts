import { expect, test } from 'vitest';
import { newId } from '@/lib/core/ids';
import { LogWriter } from '@/lib/deployment/logs/log-writer';
import { readLogPage } from '@/lib/deployment/logs/read-log';
import { logLine } from '@/tests/log-lines';
import { withTempData } from '@/tests/temp-data';

withTempData();

test('what streams bring at once is stored in its order, and all of it before the writer is done', async () => {
  const project = newId();
  const writer = new LogWriter(project, new AbortController().signal);
  const texts = Array.from({ length: 30 }, (_, index) => `line ${index}`);
  await Promise.all(texts.map((text) => writer.add([logLine(text)])));
  await writer.close();
  const { lines } = await readLogPage(project, { filter: {}, limit: 100 });
  expect(lines.map(({ text }) => text)).toEqual(texts);
});
