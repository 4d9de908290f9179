namespace ArazzoDurable.Runtime.Tests.Robustness;

/// <summary>Valid documents that use every object of the specifications; what is malformed is made of them.</summary>
static class ValidDocuments
{
    public const string Arazzo10 = """
        {"arazzo": "1.0.1", "info": {"title": "t", "version": "1", "summary": "s", "description": "d", "x-a": 1},
         "sourceDescriptions": [{"name": "api", "url": "api.yaml", "type": "openapi"}, {"name": "other", "url": "other.yaml", "type": "arazzo"}],
         "workflows": [
          {"workflowId": "main", "summary": "s", "description": "d", "dependsOn": ["first"],
           "inputs": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "pattern": "^[a-z]+$"}, "page": {"$ref": "#/components/inputs/page"}}},
           "parameters": [{"name": "trace", "in": "header", "value": "$inputs.id"}, {"reference": "$components.parameters.page", "value": 2}],
           "successActions": [{"name": "done", "type": "end", "criteria": [{"condition": "$response.body.state == 'done'"}]}],
           "failureActions": [{"reference": "$components.failureActions.again"}],
           "steps": [
            {"stepId": "create", "description": "d", "operationId": "$sourceDescriptions.api.createThing",
             "parameters": [{"name": "q", "in": "query", "value": "a {$inputs.id} b"}],
             "requestBody": {"contentType": "application/json", "payload": {"name": "$inputs.id", "list": [1, "x", null, {"deep": "{$inputs.id}"}]},
              "replacements": [{"target": "/name", "value": "$inputs.id"}]},
             "successCriteria": [{"condition": "$statusCode == 201 && ($response.body#/n > 1 || !$response.header.X-A)"},
              {"context": "$response.body", "condition": "$.items[?@.price < 10 && match(@.name, 'a.*')]", "type": "jsonpath"},
              {"context": "$response.body#/name", "condition": "^[a-z]{2,5}$", "type": "regex"},
              {"context": "$response.body", "condition": "//a[1]", "type": {"type": "xpath", "version": "xpath-30"}}],
             "onSuccess": [{"name": "on", "type": "goto", "stepId": "poll", "criteria": [{"condition": "$statusCode == 201"}]}],
             "onFailure": [{"name": "re", "type": "retry", "retryAfter": 0.5, "retryLimit": 3}, {"name": "out", "type": "goto", "workflowId": "first"}],
             "outputs": {"id": "$response.body#/id", "all": "$response.body"}},
            {"stepId": "poll", "operationPath": "{$sourceDescriptions.api.url}#/paths/~1things~1{id}/get",
             "parameters": [{"name": "id", "in": "path", "value": "$steps.create.outputs.id"}, {"name": "Authorization", "in": "header", "value": "Bearer $inputs.id"}],
             "onSuccess": [{"name": "again", "type": "goto", "stepId": "poll", "criteria": [{"context": "$response.body", "condition": "$.state == \"running\"", "type": "jsonpath"}]}],
             "x-polling": {"interval": 1, "maxInterval": 5}},
            {"stepId": "call", "workflowId": "first", "parameters": [{"name": "id", "value": "$steps.poll.outputs.id"}]}],
           "outputs": {"id": "$steps.create.outputs.id"}},
          {"workflowId": "first", "steps": [{"stepId": "a", "operationId": "$sourceDescriptions.api.listThings"}], "outputs": {"x": "$inputs.id"}}],
         "components": {"inputs": {"page": {"type": "integer", "minimum": 1, "default": 1, "anyOf": [{"$ref": "#/components/inputs/page2"}, {"items": {"type": "array"}}]}, "page2": {"type": ["integer", "null"]}},
          "parameters": {"page": {"name": "page", "in": "query", "value": 1}},
          "successActions": {"stop": {"name": "stop", "type": "end"}},
          "failureActions": {"again": {"name": "again", "type": "retry", "retryAfter": 1, "criteria": [{"condition": "$statusCode == 503"}]}}}}
        """;

    public const string Arazzo11 = """
        {"arazzo": "1.1.0", "$self": "https://example.com/a.yaml", "info": {"title": "t", "version": "1"},
         "sourceDescriptions": [{"name": "api", "url": "api.yaml", "type": "openapi"}, {"name": "events", "url": "events.yaml", "type": "asyncapi"}],
         "workflows": [
          {"workflowId": "main", "inputs": {"$anchor": "in", "type": "object", "properties": {"id": {"type": "string", "format": "password"}}},
           "steps": [
            {"stepId": "find", "operationId": "$sourceDescriptions.api.listThings", "timeout": 5000,
             "parameters": [{"name": "q", "in": "querystring", "value": "a=1&b={$inputs.id}"}],
             "successCriteria": [{"context": "$response.body", "condition": "$[?@.id == {$inputs.id}]", "type": {"type": "jsonpath", "version": "rfc9535"}}],
             "outputs": {"first": {"context": "$response.body", "selector": "$.items[0].id", "type": "jsonpath"}, "second": {"context": "$response.body", "selector": "/items/1", "type": {"type": "jsonpointer", "version": "rfc6901"}}}},
            {"stepId": "send", "operationId": "$sourceDescriptions.events.order", "action": "send", "dependsOn": ["find"],
             "parameters": [{"name": "trace", "in": "header", "value": "$self"}],
             "requestBody": {"payload": {"a": {"context": "$steps.find.outputs.first", "selector": "$..x", "type": "jsonpath"}},
              "replacements": [{"target": "$.a", "targetSelectorType": "jsonpath", "value": "$inputs.id"}, {"target": "/a", "targetSelectorType": {"type": "jsonpointer", "version": "rfc6901"}, "value": 1}]}},
            {"stepId": "receive", "channelPath": "{$sourceDescriptions.events.url}#/channels/orders", "action": "receive", "correlationId": "$steps.send.outputs.id",
             "timeout": 100, "dependsOn": ["send", "$workflows.other.steps.a"], "outputs": {"id": "$message.payload.id", "h": "$message.header.h"},
             "onFailure": [{"name": "away", "type": "goto", "workflowId": "other", "parameters": [{"name": "id", "value": "$inputs.id"}]}]}],
           "outputs": {"id": "$steps.receive.outputs.id", "o": "$workflows.other.outputs.y#/a"}},
          {"workflowId": "other", "steps": [{"stepId": "a", "operationId": "$sourceDescriptions.api.createThing"}], "outputs": {"y": "$inputs.id"}}]}
        """;

    public const string OpenApi = """
        {"openapi": "3.1.0", "info": {"title": "t", "version": "1"},
         "servers": [{"url": "https://{region}.example.com/v1", "variables": {"region": {"default": "eu", "enum": ["eu", "us"]}}}],
         "security": [{"key": []}],
         "paths": {
          "/things": {"parameters": [{"$ref": "#/components/parameters/trace"}],
           "get": {"operationId": "listThings", "parameters": [{"name": "q", "in": "query", "style": "deepObject", "explode": true, "schema": {"type": "object"}}, {"name": "f", "in": "query", "content": {"application/json": {"schema": {}}}}], "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}},
           "post": {"operationId": "createThing", "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}, "multipart/form-data": {"schema": {"type": "object"}, "encoding": {"a": {"contentType": "image/png", "style": "form"}}}}}, "responses": {"201": {"$ref": "#/components/responses/Created"}}, "callbacks": {"c": {"{$request.body#/url}": {"post": {"responses": {"200": {"description": "ok"}}}}}}}},
          "/things/{id}": {"get": {"operationId": "getThing", "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}], "responses": {"default": {"description": "d"}}, "servers": [{"url": "/v2"}], "security": [{"oauth": ["read"]}, {}]}},
          "/shared": {"$ref": "#/components/pathItems/shared"}},
         "components": {"schemas": {"Thing": {"type": "object", "properties": {"self": {"$ref": "#/components/schemas/Thing"}, "n": {"type": ["integer", "null"]}}}},
          "parameters": {"trace": {"name": "trace", "in": "header", "schema": {"type": "array", "items": {"type": "string"}}}},
          "responses": {"Created": {"description": "c", "headers": {"Location": {"schema": {"type": "string"}}}, "links": {"l": {"operationId": "getThing"}}}},
          "pathItems": {"shared": {"get": {"operationId": "shared", "responses": {"200": {"description": "ok"}}}}},
          "securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "k"}, "oauth": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://example.com/t", "scopes": {"read": "r"}}}}}}}
        """;

    public const string AsyncApi = """
        {"asyncapi": "3.0.0", "info": {"title": "t", "version": "1"},
         "channels": {"orders": {"address": "orders", "messages": {"order": {"$ref": "#/components/messages/order"}}}, "more": {"$ref": "#/components/channels/more"}},
         "operations": {"order": {"action": "receive", "channel": {"$ref": "#/channels/orders"}}},
         "components": {"messages": {"order": {"payload": {"type": "object"}}}, "channels": {"more": {"address": null}}}}
        """;

    public const string AsyncApi2 = """
        {"asyncapi": "2.6.0", "info": {"title": "t", "version": "1"},
         "channels": {"orders": {"publish": {"operationId": "order", "message": {"payload": {}}}, "subscribe": {"operationId": "ordered"}}}}
        """;
}
