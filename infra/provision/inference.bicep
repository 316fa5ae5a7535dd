// A Gradio app on a GPU, beside the models that fine-tuning left on the file share. The default names are those of
// finetuning.bicep, so that a null parameter means "what fine-tuning made".

@description('Commands that start the app, in order, in one bash; the first that fails ends the start.')
@minLength(1)
param defaultCommands array

@description('Region of every resource. Default: that of the resource group.')
param location string = resourceGroup().location

@description('Most GPU nodes that the environment may add.')
@minValue(1)
param maximumInstanceCount int

@description('Storage account that holds the models.')
param storageAccountName string = 'aistorage${substring(uniqueString(resourceGroup().id), 0, 5)}'

@description('File share of that account.')
param fileShareName string = 'aifileshare${substring(uniqueString(resourceGroup().id), 0, 5)}'

@description('Container Apps environment.')
param acaEnvironmentName string = 'aienv${substring(uniqueString(resourceGroup().id), 0, 5)}'

@description('Name by which the environment knows the file share.')
param acaEnvironmentStorageName string = 'aienvstorage${substring(uniqueString(resourceGroup().id), 0, 5)}'

@description('Container app that serves the model.')
param acaAppName string = 'aiacaapp${substring(uniqueString(resourceGroup().id), 0, 5)}'

@description('Log Analytics workspace that keeps the logs.')
param acaLogAnalyticsName string = 'ailog${substring(uniqueString(resourceGroup().id), 0, 5)}'

@description('Where the model computes: a dedicated A100, a serverless A100, a serverless T4, or no GPU.')
@allowed([
  'NC24-A100'
  'Consumption-GPU-NC24-A100'
  'Consumption-GPU-NC8as-T4'
  'Consumption'
])
param gpuProfile string = 'NC24-A100'

@description('Replicas that run at all times; 0 lets the app scale to zero.')
@minValue(0)
param minimumReplicas int = 1

@description('Whether callers of the endpoint must know its key.')
param endpointKey bool = false

@description('Image of the container: it brings torch and CUDA, and the commands install the rest.')
param containerImage string = 'docker.io/pytorch/pytorch:2.13.0-cuda12.6-cudnn9-runtime'

@description('Workload profiles that an environment has for others. Without them here, an update removes them.')
param otherWorkloadProfiles array = []

@description('Tags of each resource. Without those that a resource has already, an update removes them.')
param resourceTags object = {
  storageAccount: {}
  logAnalytics: {}
  environment: {}
  app: {}
}

@description('Environment variables of the app besides those of this template: name, and value or secretRef.')
param environmentVariables array = []

@description('Secrets of the app besides the endpoint key, as a list of name and value.')
@secure()
param appSecrets object = {
  list: []
}

@description('The key that the endpoint asks for.')
@secure()
param endpointKeyValue string = newGuid()

var startCommand = 'set -eo pipefail\n${join(defaultCommands, '\n')}'

// A profile that has no nodes of its own takes no counts.
var profiles = {
  'NC24-A100': {
    name: 'GPU'
    cpu: 24
    memory: '220Gi'
    added: [
      {
        name: 'GPU'
        workloadProfileType: 'NC24-A100'
        minimumCount: 0
        maximumCount: maximumInstanceCount
      }
    ]
  }
  'Consumption-GPU-NC24-A100': {
    name: 'GPU-A100'
    cpu: 24
    memory: '220Gi'
    added: [
      {
        name: 'GPU-A100'
        workloadProfileType: 'Consumption-GPU-NC24-A100'
      }
    ]
  }
  'Consumption-GPU-NC8as-T4': {
    name: 'GPU-T4'
    cpu: 8
    memory: '56Gi'
    added: [
      {
        name: 'GPU-T4'
        workloadProfileType: 'Consumption-GPU-NC8as-T4'
      }
    ]
  }
  Consumption: {
    name: 'Consumption'
    cpu: 4
    memory: '8Gi'
    added: []
  }
}
var profile = profiles[gpuProfile]

var consumptionProfiles = [
  {
    name: 'Consumption'
    workloadProfileType: 'Consumption'
  }
]

var pythonVariables = [
  {
    // The image's Python is the distribution's own, into which pip installs only when told so.
    name: 'PIP_BREAK_SYSTEM_PACKAGES'
    value: '1'
  }
  {
    name: 'PIP_ROOT_USER_ACTION'
    value: 'ignore'
  }
  {
    // Without it a crash takes the last lines of the log along.
    name: 'PYTHONUNBUFFERED'
    value: '1'
  }
]

var endpointKeyVariables = [
  {
    name: 'INFERENCE_API_KEY'
    secretRef: 'endpoint-key'
  }
]

var endpointKeySecrets = [
  {
    name: 'endpoint-key'
    value: endpointKeyValue
  }
]

resource storageAccount 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: storageAccountName
  location: location
  tags: resourceTags.storageAccount
  sku: {
    name: 'Standard_LRS'
  }
  kind: 'StorageV2'
  properties: {
    largeFileSharesState: 'Enabled'
  }
}

resource fileService 'Microsoft.Storage/storageAccounts/fileServices@2023-01-01' = {
  parent: storageAccount
  name: 'default'
  properties: {
    shareDeleteRetentionPolicy: {
      enabled: true
      days: 7
    }
  }
}

resource fileShare 'Microsoft.Storage/storageAccounts/fileServices/shares@2023-01-01' = {
  parent: fileService
  name: fileShareName
  properties: {
    shareQuota: 1024
  }
}

resource logAnalytics 'Microsoft.OperationalInsights/workspaces@2022-10-01' = {
  name: acaLogAnalyticsName
  location: location
  tags: resourceTags.logAnalytics
  properties: {
    sku: {
      name: 'PerGB2018'
    }
  }
}

resource environment 'Microsoft.App/managedEnvironments@2023-11-02-preview' = {
  name: acaEnvironmentName
  location: location
  tags: resourceTags.environment
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logAnalytics.properties.customerId
        sharedKey: logAnalytics.listKeys().primarySharedKey
      }
    }
    workloadProfiles: concat(consumptionProfiles, profile.added, otherWorkloadProfiles)
    zoneRedundant: false
  }
}

resource environmentStorage 'Microsoft.App/managedEnvironments/storages@2023-11-02-preview' = {
  parent: environment
  name: acaEnvironmentStorageName
  properties: {
    azureFile: {
      accountName: storageAccount.name
      accountKey: storageAccount.listKeys().keys[0].value
      shareName: fileShare.name
      accessMode: 'ReadWrite'
    }
  }
}

resource app 'Microsoft.App/containerApps@2023-11-02-preview' = {
  name: acaAppName
  location: location
  tags: resourceTags.app
  properties: {
    environmentId: environment.id
    workloadProfileName: profile.name
    configuration: {
      activeRevisionsMode: 'Single'
      secrets: concat(endpointKey ? endpointKeySecrets : [], appSecrets.list)
      ingress: {
        external: true
        allowInsecure: false
        targetPort: 7860
        transport: 'auto'
        traffic: [
          {
            latestRevision: true
            weight: 100
          }
        ]
      }
    }
    template: {
      containers: [
        {
          name: 'inference'
          image: containerImage
          command: [
            '/bin/bash'
            '-c'
            startCommand
          ]
          env: concat(pythonVariables, endpointKey ? endpointKeyVariables : [], environmentVariables)
          resources: {
            cpu: profile.cpu
            memory: profile.memory
          }
          probes: [
            {
              // Traffic from the moment the app listens: it says itself, on /readyz, how far the model is.
              type: 'Readiness'
              httpGet: {
                path: '/healthz'
                port: 7860
              }
              initialDelaySeconds: 2
              periodSeconds: 2
              timeoutSeconds: 5
              failureThreshold: 3
            }
            {
              // Eleven minutes for the commands before the app. No startup probe: it would hide the app until its next round.
              type: 'Liveness'
              httpGet: {
                path: '/healthz'
                port: 7860
              }
              initialDelaySeconds: 60
              periodSeconds: 60
              timeoutSeconds: 10
              failureThreshold: 10
            }
          ]
          volumeMounts: [
            {
              volumeName: 'share'
              mountPath: '/mount'
            }
          ]
        }
      ]
      scale: {
        minReplicas: minimumReplicas
        maxReplicas: max(1, minimumReplicas)
      }
      volumes: [
        {
          name: 'share'
          storageType: 'AzureFile'
          storageName: environmentStorage.name
        }
      ]
    }
  }
}

output SUBSCRIPTION_ID string = subscription().subscriptionId
output RESOURCE_GROUP_NAME string = resourceGroup().name
output STORAGE_ACCOUNT_NAME string = storageAccount.name
output FILE_SHARE_NAME string = fileShare.name
output ACA_APP_NAME string = app.name
output ACA_APP_ENDPOINT string = app.properties.configuration.ingress.fqdn
