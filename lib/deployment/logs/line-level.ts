import type { LogLevel } from '@/lib/deployment/logs/log-line';

/** The names that logging libraries have for how bad something is. */
const NAMES: Readonly<Record<string, LogLevel>> = {
  critical: 'error',
  fatal: 'error',
  panic: 'error',
  alert: 'error',
  emerg: 'error',
  error: 'error',
  err: 'error',
  warning: 'warning',
  warn: 'warning',
  notice: 'info',
  information: 'info',
  info: 'info',
  debug: 'debug',
  trace: 'debug',
  verbose: 'debug',
};
const names = Object.keys(NAMES).join('|');

const ANSI = new RegExp(`${String.fromCharCode(27)}\\[[0-9;:?]*[ -/]*[@-~]`, 'g');
const TRACEBACK = /^\s*(?:Traceback \(most recent call last\):|Exception in (?:thread|ASGI application))/;
/** `ModuleNotFoundError: …`, `torch.cuda.OutOfMemoryError: …`, `KeyboardInterrupt`. */
const EXCEPTION = /^[A-Za-z_][\w.]*(?:Error|Exception|Interrupt|SystemExit)\b(?::|$)/;
/** `INFO:     …` of uvicorn, `ERROR: …` of pip, `[warning] …`. */
const PREFIX = new RegExp(`^\\W{0,2}(${names})\\b\\s*[\\]:|>-]`, 'i');
/** `2026-10-09 21:15:44,479 - root - ERROR - …`, `… | WARNING | …`, `… [error] …`, `level=error`. */
const WITHIN = new RegExp(
  `^.{0,120}?(?:[\\s|\\[-](${names.toUpperCase()})[\\s|\\]:-]|\\[(${names})\\]|\\b(?:level|severity)=["']?(${names})\\b)`,
);
const GLOG = /^([EWIF])\d{4} \d\d:\d\d:\d\d/;
const GLOG_LEVELS: Readonly<Record<string, LogLevel>> = { E: 'error', F: 'error', W: 'warning', I: 'info' };
/** What shells and the runtime say without naming a level. */
const LAST_WORDS =
  /^(?:Killed|Segmentation fault|Aborted|fatal|panic)\b|: command not found$|: (?:No such file or directory|Permission denied)$|^\/bin\/(?:ba)?sh: |CUDA out of memory/;
/** `path/file.py:12: UserWarning: …`. */
const PYTHON_WARNING = /\b\w*Warning: /;
const JSON_FIELDS = ['level', 'severity', 'levelname', 'lvl', 'log.level'];
/** Numbers of pino and bunyan. */
const JSON_NUMBERS: readonly [number, LogLevel][] = [
  [50, 'error'],
  [40, 'warning'],
  [30, 'info'],
];
const MAX_JSON_LENGTH = 4_096;

/** The text without its colours. */
export function plainText(text: string): string {
  return text.replaceAll(ANSI, '');
}

/** Reads how bad each line of one writer is, in order: the lines of a traceback belong together. */
export function levelReader(): (text: string) => LogLevel {
  let inTraceback = false;
  return (text) => {
    const line = plainText(text);
    if (TRACEBACK.test(line)) {
      inTraceback = true;
      return 'error';
    }
    if (inTraceback) {
      // Its frames are indented; the first line that is not says what was raised.
      if (!/^(?:\s|$)/.test(line)) inTraceback = false;
      return 'error';
    }
    return levelOf(line);
  };
}

function levelOf(line: string): LogLevel {
  const named =
    PREFIX.exec(line)?.[1] ??
    WITHIN.exec(line)
      ?.slice(1)
      .find((name) => name);
  const known = jsonLevel(line) ?? (named && NAMES[named.toLowerCase()]);
  if (known) return known;
  const letter = GLOG.exec(line)?.[1];
  if (letter) return GLOG_LEVELS[letter] ?? 'info';
  if (EXCEPTION.test(line) || LAST_WORDS.test(line)) return 'error';
  return PYTHON_WARNING.test(line) ? 'warning' : 'info';
}

function jsonLevel(line: string): LogLevel | undefined {
  if (!line.startsWith('{') || line.length > MAX_JSON_LENGTH) return undefined;
  try {
    const parsed: unknown = JSON.parse(line);
    const entries = new Map(Object.entries(parsed ?? {}));
    const level: unknown = JSON_FIELDS.map((field) => entries.get(field)).find(
      (value) => value !== undefined,
    );
    if (typeof level === 'number') return JSON_NUMBERS.find(([from]) => level >= from)?.[1] ?? 'debug';
    return typeof level === 'string' ? NAMES[level.toLowerCase()] : undefined;
  } catch {
    return undefined;
  }
}

/** How bad a platform's event is. */
export function eventLevel(warning: boolean, reason: string): LogLevel {
  if (/Fail|Error|BackOff|Unhealthy|OOM|Killed/i.test(reason)) return warning ? 'error' : 'warning';
  return warning ? 'warning' : 'info';
}
