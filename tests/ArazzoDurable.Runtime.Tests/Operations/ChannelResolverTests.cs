using System.Text;
using ArazzoDurable.Language;
using ArazzoDurable.Language.Diagnostics;
using ArazzoDurable.Language.Documents;
using ArazzoDurable.Runtime.Operations;

namespace ArazzoDurable.Runtime.Tests.Operations;

public sealed class ChannelResolverTests
{
    static readonly SourceDocument Version2 = Apis.Source("""
        asyncapi: 2.6.0
        channels:
          order/created: {subscribe: {operationId: onOrderCreated}, publish: {operationId: createOrder}}
          order/paid: {$ref: '#/components/channels/paid'}
          broken: 5
          alsoBroken: {subscribe: [], publish: {operationId: 7}}
        components: {channels: {paid: {subscribe: {operationId: onPaid}}}}
        """, "events");

    static readonly SourceDocument Version3 = Apis.Source("""
        {"asyncapi": "3.0.0",
         "channels": {"place-order": {"address": "place-order"}, "dangling": {"$ref": "#/nowhere"}},
         "operations": {"placeOrder": {"action": "receive", "channel": {"$ref": "#/channels/place-order"}}, "shared": {"$ref": "#/components/operations/shared"}},
         "components": {"operations": {"shared": {"action": "send"}}}}
        """, "events");

    static readonly SourceDocument Pets = Apis.Source("{openapi: 3.1.0, paths: {/pets: {get: {operationId: listPets}}}}", "pets");

    [Theory]
    [InlineData("operationId", "onOrderCreated")]
    [InlineData("operationId", "$sourceDescriptions.events.createOrder")]
    [InlineData("operationId", "onPaid")]
    [InlineData("channelPath", "{$sourceDescriptions.events.url}#/channels/order~1created")]
    [InlineData("channelPath", "{$sourceDescriptions.events.url}#/channels/order%7E1paid")]
    [InlineData("channelPath", "{$sourceDescriptions.events.url}#/components/channels/paid")]
    public void Operation_and_channel_of_version_2_are_found(string field, string reference) =>
        Resolve(field, reference, Version2).ShouldBeOfType<Resolution.Channel>().Warnings.ShouldBeEmpty();

    [Theory]
    [InlineData("operationId", "placeOrder")]
    [InlineData("operationId", "shared")]
    [InlineData("channelPath", "{$sourceDescriptions.events.url}#/channels/place-order")]
    public void Operation_and_channel_of_version_3_are_found(string field, string reference) =>
        Resolve(field, reference, Version3).ShouldBeOfType<Resolution.Channel>().Warnings.ShouldBeEmpty();

    [Theory]
    [InlineData("operationId", "placeOrdr", "unknown-operation", "Did you mean 'placeOrder'?")]
    [InlineData("operationId", "$sourceDescriptions.events.place", "unknown-operation", null)]
    [InlineData("channelPath", "{$sourceDescriptions.events.url}#/channels/place-ordr", "unknown-channel", "Did you mean '/channels/place-order'?")]
    [InlineData("channelPath", "{$sourceDescriptions.events.url}#/channels/dangling", "unknown-channel", null)]
    [InlineData("channelPath", "{$sourceDescriptions.event.url}#/channels/place-order", "unknown-source", "Did you mean 'events'?")]
    public void Name_that_the_document_does_not_have_is_an_error_that_tells_the_nearest(string field, string reference, string code, string? hint)
    {
        var error = Resolve(field, reference, Version3).ShouldBeOfType<Resolution.Missing>().Error;
        (error.Code, error.Severity, error.Hint).ShouldBe((code, Severity.Error, hint));
    }

    [Theory]
    [InlineData("$sourceDescriptions.events.url#/channels/place-order", "Write '{$sourceDescriptions.events.url}#/channels/place-order'.")]
    [InlineData("events#/channels/place-order", "Write '{$sourceDescriptions.events.url}#/channels/place-order'.")]
    [InlineData("#/channels/place-order", "Write '{$sourceDescriptions.events.url}#/channels/place-order'.")]
    [InlineData("place-order", "Write '{$sourceDescriptions.events.url}#/channels/place-order'.")]
    [InlineData("whatever", "Write {$sourceDescriptions.<source>.url}#/channels/<channel>, or use operationId.")]
    public void Path_in_another_form_is_a_warning_with_the_standard_one(string reference, string hint)
    {
        var warning = Resolve("channelPath", reference, Version3).ShouldBeOfType<Resolution.Channel>().Warnings.ShouldHaveSingleItem();
        (warning.Code, warning.Severity, warning.Hint).ShouldBe(("channel-path-form", Severity.Warning, hint));
    }

    [Fact]
    public void Source_that_was_not_found_is_not_checked()
    {
        Resolve("operationId", "anything", sources: ["events"]).ShouldBeOfType<Resolution.Channel>().Warnings.ShouldBeEmpty();
        Resolve("channelPath", "{$sourceDescriptions.events.url}#/channels/x", sources: ["events"]).ShouldBeOfType<Resolution.Channel>().Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void OpenApi_document_has_no_channels()
    {
        var error = Resolve("channelPath", "{$sourceDescriptions.pets.url}#/channels/x", Pets).ShouldBeOfType<Resolution.Missing>().Error;
        (error.Code, error.Message).ShouldBe(("unknown-channel", "Source 'pets' (pets.yaml) has no channels, for it is no AsyncAPI document."));
    }

    [Fact]
    public void What_the_document_is_counts_and_not_what_it_is_called() =>
        Resolve("operationId", "listPets", Pets).ShouldBeOfType<Resolution.Found>();

    [Fact]
    public void UnqualifiedId_among_several_sources_is_found_with_a_warning() =>
        Resolve("operationId", "placeOrder", Dialect.Lenient, Version3, Pets).ShouldBeOfType<Resolution.Channel>().Warnings.ShouldHaveSingleItem()
            .Hint.ShouldBe("Write $sourceDescriptions.events.placeOrder.");

    [Theory]
    [InlineData("{}")]
    [InlineData("{asyncapi: 3.0.0, operations: [], channels: 5}")]
    [InlineData("{asyncapi: 2.0.0, channels: {a: null, b: {subscribe: null}}}")]
    [InlineData("{asyncapi: [], channels: {a: {$ref: '#/channels/a'}}}")]
    public void Broken_document_has_what_can_be_found_in_it(string yaml) =>
        Resolve("operationId", "x", Dialect.Lenient, Apis.Source(yaml, "events"), Pets).ShouldBeOfType<Resolution.Missing>();

    static Resolution Resolve(string field, string reference, params SourceDocument[] documents) => Resolve(field, reference, Dialect.Strict, documents);

    static Resolution Resolve(string field, string reference, string[] sources) => Resolve(field, reference, Dialect.Strict, [], sources);

    static Resolution Resolve(string field, string reference, Dialect dialect, params SourceDocument[] documents) =>
        Resolve(field, reference, dialect, documents, [.. documents.Select(document => document.Name)]);

    // Every source is called asynchronous, whatever it is.
    static Resolution Resolve(string field, string reference, Dialect dialect, SourceDocument[] documents, string[] sources)
    {
        var declared = string.Join(", ", sources.Select(name => $"{{name: {name}, url: {name}.yaml, type: asyncapi}}"));
        var text = $$"""
            arazzo: 1.1.0
            info: {title: t, version: '1'}
            sourceDescriptions: [{{declared}}]
            workflows: [{workflowId: w, steps: [{stepId: s, action: send, {{field}}: '{{reference}}'}]}]
            """;
        var document = ArazzoReader.Read(Encoding.UTF8.GetBytes(text)).Document.ShouldNotBeNull();
        return new OperationResolver(document, documents, dialect).Resolve(document.Workflows[0].Steps[0].Target).ShouldNotBeNull();
    }
}
