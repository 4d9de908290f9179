using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using ArazzoDurable.Http.Flows;
using ArazzoDurable.Http.Problems;
using ArazzoDurable.Http.Requests;
using ArazzoDurable.Runtime.Blobs;
using ArazzoDurable.Runtime.Flows;

namespace ArazzoDurable.Http.Rpc;

/// <summary>Stores JSON values by their content, and gives them back. A flow is one of the flows of REST, and its blob id is its flow id.</summary>
sealed class BlobMethods(IFlowStore flows, BlobStore blobs)
{
    const string DataName = "data";
    const string FlowName = "flow";

    public ImmutableArray<RpcMethod> All => [new RpcMethod("blobs/put", PutAsync) { MaxDepth = RpcLimits.BlobDepth }, new RpcMethod("blobs/get", GetAsync)];

    async Task<RpcOutcome> PutAsync(JsonFields values, FieldErrors errors, ApiRequest request, CancellationToken cancellationToken)
    {
        var type = values.Read("blobType", "flow or data", Parse) ?? BlobType.Data;
        var given = values.Any(DataName);
        if (given is null)
            errors.AtPointer(values.PointerTo(DataName), ProblemCodes.MissingValue, "'data' is missing; it must be the value to store.");
        if (given is not { } data || errors.Any)
            return RpcOutcome.Of(errors.Problem!);
        return type switch
        {
            BlobType.Data => Stored(await blobs.PutAsync(data, cancellationToken)),
            BlobType.Flow => await PutFlowAsync(data, errors, values, cancellationToken),
            _ => throw new InvalidOperationException("A blob of an unknown type."),
        };
    }

    async Task<RpcOutcome> PutFlowAsync(JsonElement data, FieldErrors errors, JsonFields values, CancellationToken cancellationToken)
    {
        var upload = FlowUpload.OfBundle(JsonMarshal.GetRawUtf8Value(data).ToArray(), values.PointerTo(DataName), errors);
        if (errors.Problem is { } problem)
            return RpcOutcome.Of(problem);
        var review = upload!.Review();
        if (review is not { HasErrors: false, Bundle: { } bundle })
        {
            // Where the bundle stands in the body, nobody counts lines; pointers lead to each place.
            ImmutableArray<DiagnosticAnswer> diagnostics = [.. review.Diagnostics.Select(diagnostic => DiagnosticAnswer.Of(diagnostic) with { Line = null, Column = null })];
            return RpcOutcome.Of(Problem.Because(422, ProblemCodes.InvalidFlow, FlowRoutes.Invalid, diagnostics: diagnostics));
        }
        await flows.PutAsync(bundle, cancellationToken);
        return Stored(bundle.Id);
    }

    async Task<RpcOutcome> GetAsync(JsonFields values, FieldErrors errors, ApiRequest request, CancellationToken cancellationToken)
    {
        values.Require("blobId", FlowIds.Form);
        var given = values.Read("blobId", FlowIds.Form, FlowIds.Parse);
        if (given is not { } id)
            return RpcOutcome.Of(errors.Problem!);
        if (await flows.GetAsync(id, cancellationToken) is { } flow)
            return Found(id, BlobType.Flow, flow.Bytes);
        return await blobs.GetAsync(id, cancellationToken) is { } data
            ? Found(id, BlobType.Data, data)
            : RpcOutcome.Of(Problem.Because(404, ProblemCodes.UnknownBlob, $"There is no blob '{id}'."));
    }

    static RpcOutcome.Done Stored(FlowId id) => new(ApiJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("blobId", id.ToString());
        writer.WriteEndObject();
    }));

    static RpcOutcome.Done Found(FlowId id, BlobType type, ReadOnlyMemory<byte> data) => new(ApiJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("data");
        writer.WriteRawValue(data.Span, skipInputValidation: true);
        writer.WriteString("blobType", NameOf(type));
        writer.WriteString("blobId", id.ToString());
        writer.WriteEndObject();
    }))
    { MayBeAskedForAgain = true };

    static BlobType? Parse(string text) => text switch
    {
        DataName => BlobType.Data,
        FlowName => BlobType.Flow,
        _ => null,
    };

    static string NameOf(BlobType type) => type switch
    {
        BlobType.Data => DataName,
        BlobType.Flow => FlowName,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
