import { once } from 'node:events';
import { expect, test } from 'vitest';
import { endChildren, endOf, runCommand, startChild } from './children.mjs';

const node = process.execPath;

test('says how a command failed', async () => {
  await expect(runCommand(node, ['-e', 'process.exit(3)'])).rejects.toThrow(/ended with exit code 3\.$/);
  await expect(runCommand('no-such-program', [])).rejects.toThrow(/could not be started/);
  await runCommand(node, ['-e', '']);
});

test('ends what is still running, and waits until it has ended', async () => {
  const child = startChild(node, ['-e', 'setInterval(() => {}, 1000); console.log("up")'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = endOf(child);
  if (child.stdout) await once(child.stdout, 'data');
  await endChildren();
  expect(await end).toEqual({ ok: false, how: 'was ended by SIGTERM' });
});
