import { type ChildProcess, spawn } from 'node:child_process';

/** Keeps the list that it is told of, and ends those groups when nobody can tell it any more. */
const SCRIPT = `
pids=
while read -r sign pid; do
  if [ "$sign" = + ]; then pids="$pids $pid"; continue; fi
  rest=
  for each in $pids; do [ "$each" = "$pid" ] || rest="$rest $each"; done
  pids=$rest
done
for each in $pids; do kill -s KILL -- "-$each"; done
`;

/**
 * A small process beside this one that outlives it: the pipe between them breaks when this program ends, however it does, and
 * then no process group that it was told of goes on. Started when there is the first one to watch.
 */
export class Watchdog {
  #child: ChildProcess | undefined;

  watch(pid: number): void {
    this.#child ??= start();
    this.#tell(`+ ${pid}`);
  }

  forget(pid: number): void {
    this.#tell(`- ${pid}`);
  }

  /** It ends by itself, and what it still watches with it. */
  close(): void {
    this.#child?.stdin?.end();
    this.#child = undefined;
  }

  #tell(line: string): void {
    this.#child?.stdin?.write(`${line}\n`);
  }
}

function start(): ChildProcess {
  // A group of its own: what ends this program's group must not end it too.
  const child = spawn('/bin/sh', ['-c', SCRIPT], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.unref();
  // Without it replicas are ended by the next start only, as where it was killed itself.
  for (const part of [child, child.stdin]) part.on('error', () => undefined);
  return child;
}
