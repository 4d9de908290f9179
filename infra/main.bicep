// The Functions host in a resource group of its own. docs/deploy.md tells how it is used, and why it is as it is.
targetScope = 'subscription'

@description('Name of the environment; the names of all resources are made from it.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Region of all resources.')
@minLength(1)
@metadata({ azd: { type: 'location' } })
param location string

@description('The key that secrets are sealed with: base64 of 32 random bytes, as `openssl rand -base64 32` prints it; several separated by commas.')
@minLength(44)
@secure()
param secretKey string

@description('Hosts with private addresses that runs may call, separated by commas; empty: none.')
param allowHosts string = ''

@description('Instances that are kept running for orchestrations and steps; 0: none, and a wait may end late.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 1

@description('Memory of an instance in megabytes.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Instances at the most.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('How often the storage accounts keep their data.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS'])
param storageSku string = 'Standard_LRS'

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var packageContainer = 'deployments'
var runsContainer = 'arazzo'

// Built-in roles: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var storageBlobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var storageBlobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
var storageQueueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    name: token
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module vault 'vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    secretKey: secretKey
  }
}

// Whoever may write here can have code executed: the task hub and the deployed package. So nothing else is kept in it.
module hub 'storage.bicep' = {
  name: 'hub'
  scope: group
  params: {
    name: 'sthub${token}'
    location: location
    tags: tags
    sku: storageSku
    containers: [packageContainer]
    principalId: identity.outputs.principalId
    roles: [storageBlobDataOwner, storageQueueDataContributor, storageTableDataContributor]
  }
}

module runs 'storage.bicep' = {
  name: 'runs'
  scope: group
  params: {
    name: 'struns${token}'
    location: location
    tags: tags
    sku: storageSku
    containers: [runsContainer]
    principalId: identity.outputs.principalId
    roles: [storageBlobDataContributor]
  }
}

module functions 'functions.bicep' = {
  name: 'functions'
  scope: group
  params: {
    name: token
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    hubBlobEndpoint: hub.outputs.blobEndpoint
    hubQueueEndpoint: hub.outputs.queueEndpoint
    hubTableEndpoint: hub.outputs.tableEndpoint
    packageContainer: packageContainer
    runsBlobEndpoint: runs.outputs.blobEndpoint
    runsContainer: runsContainer
    secretKeyUri: vault.outputs.secretKeyUri
    insightsConnectionString: monitoring.outputs.connectionString
    allowHosts: allowHosts
    alwaysReadyInstances: alwaysReadyInstances
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
  }
}

@description('Name of the function app.')
output FUNCTION_APP_NAME string = functions.outputs.name

@description('Host name that it answers under.')
output FUNCTION_APP_HOST string = functions.outputs.hostName

@description('Name of the resource group.')
output FUNCTION_APP_RESOURCE_GROUP string = group.name
