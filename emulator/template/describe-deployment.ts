import type { TemplateInput } from './contract.ts';
import { hashTemplate } from './template-hash.ts';

/** What `deployment()` answers: https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-deployment */
export function describeDeployment({ template, parameters, scope }: TemplateInput) {
  return {
    name: scope.deploymentName,
    ...(scope.location !== undefined && { location: scope.location }),
    properties: {
      template,
      templateHash: hashTemplate(template).templateHash,
      parameters,
      mode: 'Incremental',
      provisioningState: 'Accepted',
    },
  };
}
