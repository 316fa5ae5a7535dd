import type { Area } from './area.ts';

/** https://learn.microsoft.com/rest/api/loganalytics/query */
export const analyticsAreas: readonly Area[] = [
  {
    title: 'log queries',
    supported: { "an app's console or system lines between two times": 'POST /v1/workspaces/{}/query' },
  },
];
