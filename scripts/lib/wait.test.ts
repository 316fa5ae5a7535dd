import { createServer } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { endChildren, startChild } from './children.mjs';
import { answering, becomesReady, lineMatching } from './wait.mjs';

const PATIENCE_MS = 10_000;

afterEach(() => endChildren());

test('a process is ready once it says so, and what it said before is passed on', async () => {
  const child = program('console.log("warming up"); console.log("ready"); setInterval(() => {}, 1000)');
  const lines: string[] = [];
  const ready = () => saying(child, /^ready$/, lines);
  const { end } = await becomesReady('The program', child, ready, PATIENCE_MS);
  expect(lines).toEqual(['warming up']);
  await endChildren();
  expect(await end).toBe('The program was ended by SIGTERM.');
});

test('one that ends instead is refused with how it ended', async () => {
  const child = program('process.exit(4)');
  const ready = () => saying(child, /^ready$/, []);
  await expect(becomesReady('The program', child, ready, PATIENCE_MS)).rejects.toThrow(
    'The program ended with exit code 4.',
  );
});

test('one that takes too long is refused too', async () => {
  const child = program('setInterval(() => {}, 1000)');
  const ready = () => saying(child, /^ready$/, []);
  await expect(becomesReady('The program', child, ready, 100)).rejects.toThrow(
    'The program was not ready after 0.1 s.',
  );
});

test('a server is waited for until it answers with success', async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.writeHead(requests < 3 ? 503 : 200).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  await answering(`http://127.0.0.1:${port}`, AbortSignal.timeout(PATIENCE_MS));
  expect(requests).toBe(3);
  server.close();
});

function program(source: string) {
  return startChild(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
}

function saying(child: ReturnType<typeof program>, pattern: RegExp, lines: string[]): Promise<void> {
  if (child.stdout === null) throw new Error('The program has no output.');
  return lineMatching(child.stdout, pattern, (line) => lines.push(line));
}
