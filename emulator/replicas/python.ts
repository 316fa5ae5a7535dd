import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';

export type Python = { executable: string; version: string };

const run = promisify(execFile);
const CHECK_TIMEOUT_MS = 20_000;
const MIN_VERSION = [3, 11] as const;
const DESCRIBE = `
import json, sys
try:
    import ensurepip, venv
    whole = True
except ImportError:
    whole = False
print(json.dumps({"executable": sys.executable, "version": list(sys.version_info[:2]), "whole": whole}))
`;
const descriptionSchema = z.object({
  executable: z.string(),
  version: z.tuple([z.number(), z.number()]),
  whole: z.boolean(),
});

/** Finds the machine's Python and makes sure that it can create environments with pip. Throws one sentence that says what to install. */
export async function findPython(command: string): Promise<Python> {
  const wanted = MIN_VERSION.join('.');
  const { executable, version, whole } = await askAboutItself(command, wanted);
  const [major, minor] = version;
  if (major !== MIN_VERSION[0] || minor < MIN_VERSION[1]) {
    throw new Error(
      `${command} is Python ${version.join('.')}; the local Azure needs Python ${wanted} or newer.`,
    );
  }
  if (!whole) {
    throw new Error(
      `${command} has no venv or ensurepip module; install it (on Debian and Ubuntu: apt install python3-venv).`,
    );
  }
  return { executable, version: version.join('.') };
}

async function askAboutItself(command: string, wanted: string): Promise<z.infer<typeof descriptionSchema>> {
  try {
    const { stdout } = await run(command, ['-c', DESCRIBE], { timeout: CHECK_TIMEOUT_MS });
    return descriptionSchema.parse(JSON.parse(stdout));
  } catch {
    throw new Error(
      `${command} was not found or does not run; install Python ${wanted} or newer: the local Azure runs containers with it.`,
    );
  }
}
