import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Refusal } from './refusal.mjs';

const run = promisify(execFile);

const CHECK = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 11) else 3)';

/** Refuses a machine without Python 3.11 and its venv module: replicas of the local Azure run in one. */
export async function requirePython() {
  const problem = await run('python3', ['-c', CHECK]).then(
    () => null,
    (error) => pythonProblem(error.code),
  );
  if (problem) throw new Refusal(problem);
}

/** @param {unknown} code why `python3 -c …` failed: ENOENT, or its exit code */
export function pythonProblem(code) {
  if (code === 'ENOENT') return 'There is no python3 here. Install it: apt install python3 python3-venv';
  if (code === 3) return 'python3 is older than 3.11. Install Python 3.11 or newer.';
  return 'python3 cannot make virtual environments here. Install the module: apt install python3-venv';
}
