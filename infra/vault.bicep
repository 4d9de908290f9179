// The key that secrets are sealed with. Who loses it loses the secrets: nobody can purge the vault before its time.
param name string
param location string
param tags object

@description('Object id of the identity that reads the key.')
param principalId string

@secure()
param secretKey string

var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
  }
}

resource key 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: 'arazzo-secret-key'
  tags: tags
  properties: { value: secretKey }
}

resource grant 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, keyVaultSecretsUser)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', keyVaultSecretsUser)
  }
}

// With its version: a key that was changed takes effect with the deployment that changes it, on all instances, and not some time within a day.
output secretKeyUri string = key.properties.secretUriWithVersion
