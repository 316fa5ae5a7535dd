import type { VersionedMembers } from './members.ts';

/** Of `properties.template`, which apps and revisions share. */
const template: VersionedMembers[string] = [
  {
    stable: '2022-10-01',
    preview: '2022-06-01',
    paths: ['properties.template.initContainers', 'properties.template.scale.rules[].tcp'],
  },
  { stable: '2023-05-01', preview: '2022-11-01', paths: ['properties.template.volumes[].secrets'] },
  {
    stable: '2023-05-01',
    preview: '2023-04-01',
    paths: [
      'properties.template.containers[].volumeMounts[].subPath',
      'properties.template.initContainers[].volumeMounts[].subPath',
      'properties.template.serviceBinds',
      'properties.template.terminationGracePeriodSeconds',
      'properties.template.volumes[].mountOptions',
    ],
  },
  {
    stable: '2025-01-01',
    preview: '2024-02-02',
    paths: [
      'properties.template.scale.rules[].azureQueue.accountName',
      'properties.template.scale.rules[].azureQueue.identity',
      'properties.template.scale.rules[].custom.identity',
      'properties.template.scale.rules[].http.identity',
      'properties.template.scale.rules[].tcp.identity',
    ],
  },
  {
    stable: '2025-01-01',
    preview: '2024-08-02',
    paths: ['properties.template.scale.cooldownPeriod', 'properties.template.scale.pollingInterval'],
  },
  { stable: '2026-07-01', paths: ['properties.template.scale.allowScalingRuleOverride'] },
];

/**
 * Microsoft.App, by the published descriptions of its versions:
 * https://github.com/Azure/bicep-types-az/tree/main/generated/app/microsoft.app
 */
export const appMembers: VersionedMembers = {
  'microsoft.app/containerapps': [
    ...template,
    {
      stable: '2022-03-01',
      preview: '2022-06-01',
      paths: [
        'properties.configuration.ingress.traffic[].label',
        'properties.configuration.registries[].identity',
      ],
    },
    { stable: '2022-10-01', preview: '2022-01-01', paths: ['properties.outboundIpAddresses'] },
    {
      stable: '2022-10-01',
      preview: '2022-06-01',
      paths: [
        'properties.configuration.dapr.enableApiLogging',
        'properties.configuration.dapr.httpMaxRequestSize',
        'properties.configuration.dapr.httpReadBufferSize',
        'properties.configuration.dapr.logLevel',
        'properties.configuration.ingress.exposedPort',
        'properties.configuration.ingress.ipSecurityRestrictions',
        'properties.configuration.maxInactiveRevisions',
        'properties.environmentId',
        'properties.eventStreamEndpoint',
      ],
    },
    {
      stable: '2022-10-01',
      preview: '2022-11-01',
      paths: [
        'properties.configuration.ingress.clientCertificateMode',
        'properties.configuration.ingress.corsPolicy',
      ],
    },
    {
      stable: '2023-05-01',
      preview: '2022-11-01',
      paths: ['properties.configuration.ingress.stickySessions', 'properties.workloadProfileName'],
    },
    {
      stable: '2025-01-01',
      preview: '2024-02-02',
      paths: ['properties.configuration.identitySettings', 'properties.configuration.runtime'],
    },
    { stable: '2025-01-01', preview: '2024-10-02', paths: ['properties.runningStatus'] },
    { stable: '2025-07-01', preview: '2024-02-02', paths: ['kind'] },
  ],
  'microsoft.app/containerapps/revisions': [
    ...template,
    { stable: '2022-10-01', preview: '2022-06-01', paths: ['properties.lastActiveTime'] },
    { stable: '2023-05-01', preview: '2023-04-01', paths: ['properties.runningState'] },
  ],
  'microsoft.app/containerapps/revisions/replicas': [
    {
      stable: '2022-10-01',
      preview: '2022-06-01',
      paths: ['properties.containers[].execEndpoint', 'properties.containers[].logStreamEndpoint'],
    },
    {
      stable: '2023-05-01',
      preview: '2023-04-01',
      paths: [
        'properties.containers[].runningState',
        'properties.containers[].runningStateDetails',
        'properties.initContainers',
        'properties.runningState',
        'properties.runningStateDetails',
      ],
    },
  ],
  'microsoft.app/managedenvironments': [
    {
      stable: '2022-03-01',
      preview: '2022-06-01',
      paths: ['properties.daprAIConnectionString', 'properties.zoneRedundant'],
    },
    {
      stable: '2022-10-01',
      preview: '2022-06-01',
      paths: ['properties.customDomainConfiguration', 'properties.eventStreamEndpoint'],
    },
    {
      stable: '2023-05-01',
      preview: '2022-11-01',
      paths: [
        'properties.daprConfiguration',
        'properties.infrastructureResourceGroup',
        'properties.kedaConfiguration',
        // Two versions before had profiles without names, each with counts, which serverless ones do not have.
        'properties.workloadProfiles',
      ],
    },
    { stable: '2023-05-01', preview: '2023-04-01', paths: ['properties.peerAuthentication'] },
    { stable: '2024-03-01', preview: '2024-02-02', paths: ['properties.peerTrafficConfiguration'] },
    { stable: '2025-01-01', preview: '2023-11-02', paths: ['identity'] },
    { stable: '2025-07-01', preview: '2024-02-02', paths: ['properties.publicNetworkAccess'] },
    { stable: '2026-07-01', preview: '2023-08-01', paths: ['properties.appInsightsConfiguration'] },
    { stable: '2026-07-01', paths: ['properties.environmentMode'] },
  ],
  'microsoft.app/availablemanagedenvironmentsworkloadprofiletypes': [
    { stable: '2023-05-01', preview: '2023-04-01', paths: ['properties.category'] },
    { stable: '2024-03-01', preview: '2023-11-02', paths: ['properties.gpus'] },
  ],
  'microsoft.app/billingmeters': [
    // Before, it was one of three words for what is billed as premium.
    { stable: '2023-05-01', preview: '2023-04-01', paths: ['properties.category'] },
  ],
};
