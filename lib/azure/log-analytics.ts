import 'server-only';
import {
  bearerTokenAuthenticationPolicy,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline';
import { z } from 'zod';
import { callAzure } from '@/lib/azure/call';
import { logsService } from '@/lib/azure/cloud';
import type { AppAddress } from '@/lib/azure/container-apps';
import { getLogWorkspace } from '@/lib/azure/environments';
import type { SystemEvent } from '@/lib/azure/log-lines';
import { credentialFor } from '@/lib/azure/subscription-credential';

const QUERY_TIMEOUT_MS = 15_000;
const HTTP_REFUSED = 400;
/** A custom table comes into being with its first row: until then there is nothing to read. */
const NO_TABLE = /Failed to resolve table or column expression named '\w+_CL'/;
/** As the streams write it: a hundred nanoseconds. */
const FRACTION_DIGITS = 7;

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const answerSchema = z.object({
  tables: z.array(
    z.object({ columns: z.array(z.object({ name: z.string() })), rows: z.array(z.array(cell)) }),
  ),
});
type Row = Record<string, string>;

/** What was written after `fromMs` and until `untilMs`, in epoch milliseconds; of more than `newest` lines the newest. */
type LogWindow = { fromMs: number; untilMs: number; newest: number };

/** A console line as a workspace has it; `at` is ISO 8601 with seven digits of a second. */
export type RecordedLine = {
  at: string;
  revision: string;
  replica: string;
  container: string;
  stream: string;
  text: string;
};

/** Asks for what an app wrote, and what was done with it, also of replicas that are gone. Lines come oldest first. */
export type LogQuery = {
  console(window: LogWindow, signal?: AbortSignal): Promise<RecordedLine[]>;
  system(window: LogWindow, signal?: AbortSignal): Promise<SystemEvent[]>;
};

/**
 * The log of an app in the workspace that its environment logs to, where lines arrive minutes late. Throws
 * `log_workspace_none` when there is none.
 */
export async function openLogQuery(app: AppAddress, signal?: AbortSignal): Promise<LogQuery> {
  const workspace = await getLogWorkspace(app, signal);
  const ask = async (
    table: string,
    columns: string,
    { fromMs, untilMs, newest }: LogWindow,
    stop?: AbortSignal,
  ) => {
    const [from, until] = [fromMs, untilMs].map((ms) => `datetime(${new Date(ms).toISOString()})`);
    const query = [
      table,
      `where TimeGenerated > ${from} and TimeGenerated <= ${until}`,
      `where ContainerAppName_s == "${app.appName.replaceAll(/["\\]/g, '\\$&')}"`,
      `project ${columns}`,
      `top ${newest} by TimeGenerated desc`,
    ].join(' | ');
    return (await queryWorkspace(app.subscriptionId, workspace, query, stop)).reverse();
  };
  return {
    async console(window, stop) {
      const columns = 'TimeGenerated, RevisionName_s, ContainerGroupName_s, ContainerName_s, Stream_s, Log_s';
      return (await ask('ContainerAppConsoleLogs_CL', columns, window, stop)).map((row) => ({
        at: withFraction(row.TimeGenerated ?? ''),
        revision: row.RevisionName_s ?? '',
        replica: row.ContainerGroupName_s ?? '',
        container: row.ContainerName_s ?? '',
        stream: row.Stream_s || 'stdout',
        text: row.Log_s ?? '',
      }));
    },
    async system(window, stop) {
      const columns = 'TimeGenerated, RevisionName_s, ReplicaName_s, Type_s, Reason_s, Log_s';
      return (await ask('ContainerAppSystemLogs_CL', columns, window, stop)).map((row) => ({
        atMs: Date.parse(row.TimeGenerated ?? ''),
        warning: (row.Type_s || 'Normal') !== 'Normal',
        revision: row.RevisionName_s ?? '',
        replica: row.ReplicaName_s ?? '',
        reason: row.Reason_s ?? '',
        message: row.Log_s ?? '',
      }));
    },
  };
}

/**
 * Asks a workspace, by its customer id, a query. Rows by their columns, empty where nothing of the kind was ever written.
 * https://learn.microsoft.com/rest/api/loganalytics/query/execute
 */
export async function queryWorkspace(
  subscriptionId: string,
  workspace: string,
  query: string,
  signal?: AbortSignal,
): Promise<Row[]> {
  const { origin, scope, httpClient } = logsService();
  const pipeline = createPipelineFromOptions({});
  pipeline.addPolicy(
    bearerTokenAuthenticationPolicy({ credential: credentialFor(subscriptionId), scopes: scope }),
  );
  return callAzure(
    'read the log in Log Analytics',
    signal,
    async ({ abortSignal }) => {
      const request = createPipelineRequest({
        url: `${origin}/v1/workspaces/${encodeURIComponent(workspace)}/query`,
        method: 'POST',
        headers: createHttpHeaders({ 'content-type': 'application/json' }),
        body: JSON.stringify({ query }),
        abortSignal,
      });
      return rowsOf(await pipeline.sendRequest(httpClient, request));
    },
    QUERY_TIMEOUT_MS,
  );
}

function rowsOf(response: PipelineResponse): Row[] {
  const { status, bodyAsText, request } = response;
  if (status >= HTTP_REFUSED) {
    if (NO_TABLE.test(bodyAsText ?? '')) return [];
    throw new RestError('The query was refused.', { statusCode: status, request, response });
  }
  const [table] = answerSchema.parse(JSON.parse(bodyAsText ?? '')).tables;
  return (table?.rows ?? []).map((row) =>
    Object.fromEntries(row.map((value, index) => [table?.columns[index]?.name ?? '', String(value ?? '')])),
  );
}

/** Azure leaves out zeros at the end of a time. */
function withFraction(at: string): string {
  const [, seconds = at, fraction = ''] = /^([^.]+?)(?:\.(\d+))?Z$/.exec(at) ?? [];
  return `${seconds}.${fraction.padEnd(FRACTION_DIGITS, '0')}Z`;
}
