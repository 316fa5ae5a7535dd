/** The tables that Container Apps writes into a workspace, with the columns that are played here. */
const TABLES = {
  ContainerAppConsoleLogs_CL: [
    'TimeGenerated',
    'ContainerAppName_s',
    'RevisionName_s',
    'ContainerGroupName_s',
    'ContainerName_s',
    'ContainerImage_s',
    'Stream_s',
    'Log_s',
  ],
  ContainerAppSystemLogs_CL: [
    'TimeGenerated',
    'ContainerAppName_s',
    'RevisionName_s',
    'ReplicaName_s',
    'Type_s',
    'Reason_s',
    'EventSource_s',
    'Count_d',
    'Log_s',
  ],
} as const satisfies Record<string, readonly string[]>;

export type TableName = keyof typeof TABLES;

/** The newest `limit` rows of one app that were generated after `afterMs` and until `untilMs`. */
export type LogQuestion = {
  table: TableName;
  appName: string;
  afterMs: number;
  untilMs: number;
  columns: readonly string[];
  limit: number;
};

/** Why a query is not answered: `SYN…` where it cannot be read here, `SEM…` where it names what is not there. */
export class QueryProblem extends Error {
  readonly is: 'syntax' | 'semantic';

  constructor(is: QueryProblem['is'], message: string) {
    super(message);
    this.name = 'QueryProblem';
    this.is = is;
  }
}

const TEXT = String.raw`"((?:[^"\\]|\\["\\])*)"`;
const TIME = String.raw`datetime\((\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,7})?Z)\)`;
const WHERE_TIME = new RegExp(`^where TimeGenerated > ${TIME} and TimeGenerated <= ${TIME}$`);
const WHERE_APP = new RegExp(`^where ContainerAppName_s == ${TEXT}$`);
const PROJECT = /^project (\w+(?:, *\w+)*)$/;
const TOP = /^top (\d{1,6}) by TimeGenerated desc$/;
const HERE =
  'The local Azure reads queries of one shape: TABLE | where TimeGenerated > datetime(A) and TimeGenerated <= datetime(B) | where ContainerAppName_s == "APP" | project COLUMN, … | top N by TimeGenerated desc.';

/** Reads a query of the one shape that is understood here. Throws QueryProblem for any other. */
export function readLogQuestion(query: string): LogQuestion {
  const [table = '', time = '', app = '', project = '', top = '', ...more] = query.trim().split(/\s*\|\s*/);
  if (!isTable(table)) {
    throw new QueryProblem(
      /^\w+$/.test(table) ? 'semantic' : 'syntax',
      `'where' operator: Failed to resolve table or column expression named '${table}'`,
    );
  }
  const [, after, until] = WHERE_TIME.exec(time) ?? [];
  const [, appName] = WHERE_APP.exec(app) ?? [];
  const columns = PROJECT.exec(project)?.[1]?.split(/, */);
  const [, limit] = TOP.exec(top) ?? [];
  if (!after || !until || appName === undefined || !columns || !limit || more.length > 0) {
    throw new QueryProblem('syntax', HERE);
  }
  const known: readonly string[] = TABLES[table];
  const unknown = columns.find((column) => !known.includes(column));
  if (unknown) {
    throw new QueryProblem(
      'semantic',
      `'project' operator: Failed to resolve scalar expression named '${unknown}'`,
    );
  }
  return {
    table,
    appName: appName.replaceAll(/\\(.)/g, '$1'),
    afterMs: Date.parse(after),
    untilMs: Date.parse(until),
    columns,
    limit: Number(limit),
  };
}

function isTable(name: string): name is TableName {
  return Object.hasOwn(TABLES, name);
}
