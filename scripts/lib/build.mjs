import { join } from 'node:path';
import { runCommand } from './children.mjs';
import { contentHash, isStamped, writeStamp } from './content-hash.mjs';
import { say } from './refusal.mjs';
import { root } from './settings.mjs';

const SOURCES = [
  'app',
  'lib',
  'messages',
  'public',
  'instrumentation.ts',
  'proxy.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
];

/** Builds the dashboard when its sources are not those of the last build. */
export async function ensureBuilt() {
  const stamp = join(root, '.next', '.slipway-build');
  const hash = await contentHash(root, SOURCES);
  if (await isStamped(stamp, hash)) return;
  say('Building the dashboard …');
  await runCommand('next', ['build']);
  await writeStamp(stamp, hash);
}
