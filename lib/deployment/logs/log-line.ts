/** The app's own output, or what the platform says of it. */
export const logSources = ['console', 'system'] as const;
export type LogSource = (typeof logSources)[number];

export const logLevels = ['error', 'warning', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** A line; or a mark where lines are missing for sure (`gap`), or may be, since the stream broke off (`break`). */
export const logKinds = ['line', 'gap', 'break'] as const;
type LogKind = (typeof logKinds)[number];

/** Read as it was written, or later from the workspace that the environment logs to. */
export const logOrigins = ['stream', 'analytics'] as const;
type LogOrigin = (typeof logOrigins)[number];

/** One entry of a project's log. Names are empty where they are not known, such as the replica of a revision's event. */
export type AppLogLine = {
  /** Place in the project's log: counts up without a gap, whatever was filtered. */
  seq: number;
  kind: LogKind;
  /** ISO 8601: when it was written; of a mark, the last moment before it that nothing is missing of. */
  at: string;
  /** Of a mark only: when lines came again. */
  until?: string;
  source: LogSource;
  origin: LogOrigin;
  revision: string;
  replica: string;
  container: string;
  level: LogLevel;
  /** With its ANSI colours; of a mark, nothing. */
  text: string;
};

/**
 * Some lines in their order. All that is stored between `from` and `to`, both included, has been looked at: older ones
 * come with `before: from`, newer ones with `after: to`.
 */
export type LogPage = {
  lines: AppLogLine[];
  from: number;
  to: number;
  /** Whether anything older, or newer, is stored. */
  atStart: boolean;
  atEnd: boolean;
};
