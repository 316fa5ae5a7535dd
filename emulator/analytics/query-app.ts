import { Hono } from 'hono';
import { z } from 'zod';
import { findSubscription } from '../accounts.ts';
import { ArmError } from '../arm/arm-error.ts';
import { readJson } from '../arm/http.ts';
import { parseResourceId, sameText } from '../arm/resource-id.ts';
import type { EmulatorContext } from '../context.ts';
import { type LogQuestion, QueryProblem, readLogQuestion, type TableName } from './log-question.ts';

/** How long Azure takes at least until a line that was written can be asked for; it may be minutes more. */
const INGESTION_DELAY_MS = 120_000;
const AUDIENCES = ['https://api.loganalytics.io'];
const WORKSPACE = 'Microsoft.OperationalInsights/workspaces';
const ENVIRONMENT = 'Microsoft.App/managedEnvironments';

const question = z.object({ query: z.string() });
const logsOf = z.object({
  appLogsConfiguration: z.object({
    destination: z.literal('log-analytics'),
    logAnalyticsConfiguration: z.object({ customerId: z.string() }),
  }),
});
type Row = Record<string, string | number>;

/** Whether a path that was asked under a loopback name is the query service's. */
export function isQueryPath(pathname: string): boolean {
  return /^\/v1\/workspaces\//.test(pathname);
}

/**
 * Queries of a workspace, of the one shape that `readLogQuestion` reads, over what apps wrote into it.
 * https://learn.microsoft.com/azure/azure-monitor/logs/api/overview
 */
export function createQueryApp(context: EmulatorContext): Hono {
  const app = new Hono();
  app.post('/v1/workspaces/:workspace/query', async (c) => {
    const workspace = context.state.resources
      .values()
      .find(
        ({ type, properties }) =>
          sameText(type, WORKSPACE) && properties.customerId === c.req.param('workspace'),
      );
    checkToken(context, workspace?.id, c.req.header('authorization'));
    if (!workspace) throw new ArmError(404, 'PathNotFoundError', 'The requested path does not exist');
    const body = question.safeParse(await readJson(c));
    if (!body.success) throw new ArmError(400, 'BadArgumentError', 'The request had some invalid properties');
    const asked = readLogQuestion(body.data.query);
    const rows = await rowsOf(context, c.req.param('workspace'), asked.table);
    // A custom table comes into being with its first row.
    if (rows.length === 0) {
      throw new QueryProblem(
        'semantic',
        `'where' operator: Failed to resolve table or column expression named '${asked.table}'`,
      );
    }
    return c.json({ tables: [answerTable(asked, rows)] });
  });
  app.notFound(() =>
    new ArmError(404, 'PathNotFoundError', 'The requested path does not exist').toResponse(),
  );
  app.onError((error) => {
    if (error instanceof ArmError) return error.toResponse();
    if (error instanceof QueryProblem) return refuseQuery(error);
    throw error;
  });
  return app;
}

function checkToken(
  context: EmulatorContext,
  workspaceId: string | undefined,
  authorization: string | undefined,
): void {
  const [, bearer] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  if (!bearer) throw new ArmError(401, 'AuthorizationRequiredError', 'Valid authentication was not provided');
  const { subscriptionId = '' } = parseResourceId(workspaceId ?? '') ?? {};
  const { tenant } = findSubscription(context, subscriptionId) ?? context.account();
  if (context.tokens.accepts(bearer, AUDIENCES, tenant.id)) return;
  throw new ArmError(403, 'InvalidTokenError', 'The provided authentication is not valid for this resource');
}

/** All that has reached the workspace by now, oldest first as each app wrote it. */
async function rowsOf(context: EmulatorContext, customerId: string, table: TableName): Promise<Row[]> {
  const environments = context.state.resources
    .values()
    .filter(({ type, properties }) => {
      const logs = logsOf.safeParse(properties).data?.appLogsConfiguration;
      return sameText(type, ENVIRONMENT) && logs?.logAnalyticsConfiguration.customerId === customerId;
    })
    .map(({ id }) => id);
  const rows = await (table === 'ContainerAppConsoleLogs_CL'
    ? consoleRows(context, environments)
    : systemRows(context, environments));
  const newestMs = context.clock.now() - INGESTION_DELAY_MS * context.pace;
  return rows.filter(({ TimeGenerated }) => Date.parse(String(TimeGenerated)) <= newestMs);
}

async function consoleRows({ replicas }: EmulatorContext, environments: string[]): Promise<Row[]> {
  const lines = await replicas.archive.lines(environments);
  return lines.map(({ at, appName, revisionName, replicaName, container, image, stream, text }) => ({
    TimeGenerated: at,
    ContainerAppName_s: appName,
    RevisionName_s: revisionName,
    ContainerGroupName_s: replicaName,
    ContainerName_s: container,
    ContainerImage_s: image,
    Stream_s: stream,
    Log_s: text,
  }));
}

async function systemRows({ replicas }: EmulatorContext, environments: string[]): Promise<Row[]> {
  const events = await replicas.archive.events(environments);
  return events.map(({ at, appName, revisionName, replicaName, type, reason, source, count, message }) => ({
    TimeGenerated: at,
    ContainerAppName_s: appName,
    RevisionName_s: revisionName,
    ReplicaName_s: replicaName,
    Type_s: type,
    Reason_s: reason,
    EventSource_s: source,
    Count_d: count,
    Log_s: message,
  }));
}

function answerTable({ appName, afterMs, untilMs, columns, limit }: LogQuestion, rows: Row[]) {
  const found = rows
    .filter((row) => {
      const atMs = Date.parse(String(row.TimeGenerated));
      return row.ContainerAppName_s === appName && atMs > afterMs && atMs <= untilMs;
    })
    .reverse()
    .sort((a, b) => String(b.TimeGenerated).localeCompare(String(a.TimeGenerated)))
    .slice(0, limit);
  return {
    name: 'PrimaryResult',
    columns: columns.map((name) => ({ name, type: typeOf(name) })),
    rows: found.map((row) => columns.map((column) => row[column] ?? '')),
  };
}

function typeOf(column: string): string {
  if (column === 'TimeGenerated') return 'datetime';
  return column.endsWith('_d') ? 'real' : 'string';
}

/** https://learn.microsoft.com/azure/azure-monitor/logs/api/errors */
function refuseQuery({ is, message }: QueryProblem): Response {
  const innererror =
    is === 'syntax'
      ? {
          code: 'SyntaxError',
          message: 'A recognition error occurred in the query.',
          innererror: { code: 'SYN0002', message },
        }
      : {
          code: 'SemanticError',
          message: 'A semantic error occurred.',
          innererror: { code: 'SEM0100', message },
        };
  const error = { message: 'The request had some invalid properties', code: 'BadArgumentError', innererror };
  return Response.json({ error }, { status: 400 });
}
