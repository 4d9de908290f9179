// The function app, on a Flex Consumption plan.
param name string
param location string
param tags object

@description('Resource id of the identity that the app has.')
param identityId string
param identityClientId string

@description('The account of the task hub and of the deployed package.')
param hubBlobEndpoint string
param hubQueueEndpoint string
param hubTableEndpoint string
param packageContainer string

@description('The account of what is kept of runs.')
param runsBlobEndpoint string
param runsContainer string

@description('The secret in the vault that holds the key to seal secrets with.')
param secretKeyUri string
param insightsConnectionString string

param allowHosts string
param alwaysReadyInstances int
param instanceMemoryMB int
param maximumInstanceCount int

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-${name}'
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: { minTlsVersion: '1.2' }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${hubBlobEndpoint}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances == 0 ? [] : [{ name: 'durable', instanceCount: alwaysReadyInstances }]
      }
    }
  }
}

// All settings of the app: those that are made elsewhere are gone with the next deployment.
var settings = {
  AzureWebJobsStorage__blobServiceUri: hubBlobEndpoint
  AzureWebJobsStorage__queueServiceUri: hubQueueEndpoint
  AzureWebJobsStorage__tableServiceUri: hubTableEndpoint
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  ARAZZO_SECRET_KEY: '@Microsoft.KeyVault(SecretUri=${secretKeyUri})'
  ARAZZO_STORAGE__blobServiceUri: runsBlobEndpoint
  ARAZZO_STORAGE__credential: 'managedidentity'
  ARAZZO_STORAGE__clientId: identityClientId
  ARAZZO_CONTAINER: runsContainer
}

resource appSettings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: union(settings, empty(allowHosts) ? {} : { ARAZZO_ALLOW_HOSTS: allowHosts })
}

// Deployment goes with Entra alone, as all else.
resource ftp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource scm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

output name string = app.name
output hostName string = app.properties.defaultHostName
