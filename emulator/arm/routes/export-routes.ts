import type { Hono } from 'hono';
import type { EmulatorContext } from '../../context.ts';
import { GROUP_PATH, groupOf } from '../deployments/find-deployment.ts';
import { exportGroup } from '../export/export-group.ts';
import { parseExport } from '../export/export-request.ts';
import { readJson } from '../http.ts';
import { addLateResults } from '../late-results.ts';

/** A group as a template: https://learn.microsoft.com/rest/api/resources/resource-groups/export-template */
export function addExportRoutes(app: Hono, context: EmulatorContext): void {
  const answerLater = addLateResults(app, context, 'ExportTemplateJob');

  app.post(`${GROUP_PATH}/exporttemplate`, async (c) => {
    const group = groupOf(context, c);
    const request = parseExport(await readJson(c));
    return answerLater(c, group.location, await exportGroup(context, group, request));
  });
}
