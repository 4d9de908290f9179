using System.Text;

namespace ArazzoDurable.Runtime.Tests.Robustness;

/// <summary>Documents made to cost much: each kind once in its full size, then smaller by chance.</summary>
static class Hostile
{
    const string Head = "arazzo: 1.1.0\ninfo: {title: t, version: '1'}\nsourceDescriptions: [{name: api, url: api.yaml, type: openapi}]\n";

    static readonly (string Name, int Size, Func<int, string> Make)[] Kinds =
    [
        ("nested lists", 100_000, n => Payload(Repeat("[", n) + Repeat("]", n))),
        ("nested objects", 100_000, n => Payload(Repeat("{a: ", n) + "1" + Repeat("}", n))),
        ("nested block", 2_000, n => $"a:\n{string.Concat(Enumerable.Range(1, n).Select(i => $"{new string(' ', i)}a:\n"))}"),
        ("alias bomb", 30, AliasBomb),
        ("alias of itself", 1, _ => $"{Head}workflows: &w [{{workflowId: w, steps: *w}}]\n"),
        ("merge bomb", 500, n => Payload($"{{x: &x {{{Members(n)}}}, y: [{Repeat("{<<: *x},", n)}]}}")),
        ("long alias", 1_000, n => Payload($"[&a '{Repeat("x", 100 * n)}', {Repeat("*a,", n)}]")),
        ("long string", 10_000_000, n => Payload($"'{Repeat("x", n)}'")),
        ("long number", 1_000_000, n => Payload($"1{Repeat("0", n)}")),
        ("huge exponent", 900, n => Payload($"[1e{Repeat("9", n)}, -0.{Repeat("0", n)}1]")),
        ("long name", 100_000, n => Payload($"{{{Repeat("x", n)}: 1}}")),
        ("long names nested", 60, n => Payload(string.Concat(Enumerable.Repeat($"{{{Repeat("n", 900)}: ", n)) + $"[{Repeat("'$x',", 3000)}]" + Repeat("}", n))),
        ("open braces", 300_000, n => Payload($"'{Repeat("{$", n)}'")),
        ("open braces closed at the end", 300_000, n => Payload($"'{Repeat("{$", n)}}}'")),
        ("roots in braces", 100_000, n => Payload($"'{{{Repeat("$inputs.", n)}}}'")),
        ("bare roots", 100_000, n => Lenient($"'{Repeat("$inputs.", n)}'")),
        ("bare names", 1_000, n => Lenient($"'{Repeat("$inputs." + Repeat("a", 600) + " ", n)}'")),
        ("dotted name", 400_000, n => Payload($"'$inputs{Repeat(".a", n)}'")),
        ("long pointer", 400_000, n => Payload($"'$response.body#{Repeat("/a", n)}'")),
        ("long indexes", 300_000, n => Payload($"'$response.body{Repeat("[0]", n)}'")),
        ("condition of parentheses", 400_000, n => Condition($"{Repeat("(", n)}1{Repeat(")", n)}", "")),
        ("condition of negations", 900_000, n => Condition($"{Repeat("!", n)}true", "")),
        ("long condition", 40_000, n => Condition($"{Repeat("$statusCode == 200 && ", n)}true", "")),
        ("long string in a condition", 900_000, n => Condition($"$statusCode == ''{Repeat("x", n)}''", "")),
        ("long query", 100_000, n => Condition($"${Repeat(".a[0]", n)}", "context: $response.body, type: jsonpath, ")),
        ("filters in filters", 30_000, n => Condition($"${Repeat("[?@.a", n)}{Repeat("]", n)}", "context: $response.body, type: jsonpath, ")),
        ("filter of negations", 300_000, n => Condition($"$[?{Repeat("!", n)}@.a]", "context: $response.body, type: jsonpath, ")),
        ("many selectors", 100_000, n => Condition($"$[{Repeat("0,", n)}1]", "context: $response.body, type: jsonpath, ")),
        ("counted pattern", 8, n => Condition($"{Repeat("(", n)}a{Repeat("{1,999})", n)}", "context: $response.body, type: regex, ")),
        ("backtracking pattern", 300, n => Condition($"{Repeat("(?=(a+)+)", n / 10)}$", "context: $response.body, type: regex, ")),
        ("long pattern", 900_000, n => Condition(Repeat("a|", n / 2) + "b", "context: $response.body, type: regex, ")),
        ("comparison in a query", 400_000, n => Condition($"$.a == {Repeat("x", n)}", "context: $response.body, type: jsonpath, ", "1.0.1")),
        ("schema of references", 1_000, n => Schema(string.Concat(Enumerable.Range(0, n).Select(i => $"a{i}: {{$ref: '#/components/inputs/a{i + 1}'}}, ")) + $"a{n}: {{$ref: '#/components/inputs/a0'}}", "a0")),
        ("schema of itself", 1, _ => Schema("a: {allOf: [{$ref: '#/components/inputs/a'}, {properties: {x: {$ref: '#/components/inputs/a'}}}]}", "a")),
        ("schema that branches", 400, n => Schema(string.Concat(Enumerable.Range(0, n).Select(i => $"a{i}: {{anyOf: [{{$ref: '#/components/inputs/a{i + 1}'}}, {{$ref: '#/components/inputs/a{i + 1}'}}]}}, ")) + $"a{n}: {{type: string}}", "a0")),
        ("schema pattern", 900, n => Schema($"a: {{pattern: '{Repeat("(a*)*", n / 10)}', patternProperties: {{'({Repeat("a|", n / 4)}b){{1,99}}': {{}}}}}}", "a")),
        ("many steps", 3_000, n => $"{Head}workflows:\n- workflowId: w\n  steps:\n{Lines(n, i => $"  - {{stepId: s{i}, operationId: o{i}, onSuccess: [{{name: n, type: goto, stepId: s{n - i}}}], outputs: {{x: $steps.s{n - i - 1}.outputs.x}}}}")}"),
        ("many unknown steps", 3_000, n => $"{Head}workflows:\n- workflowId: w\n  steps:\n{Lines(n, i => $"  - {{stepId: step{i}, operationId: listThing, onSuccess: [{{name: n, type: goto, stepId: stap{i}}}]}}")}"),
        ("many workflows", 2_000, n => $"{Head}workflows:\n{Lines(n, i => $"- {{workflowId: w{i}, dependsOn: [w{(i + 1) % n}], inputs: {{type: object, properties: {{a: {{}}}}}}, steps: [{{stepId: s, workflowId: w{n - i - 1}, outputs: {{o: $workflows.w{n - i - 1}.outputs.o}}}}], outputs: {{o: $inputs.a}}}}")}"),
        ("many sources", 5_000, n => $"arazzo: 1.0.1\ninfo: {{title: t, version: '1'}}\nsourceDescriptions:\n{Lines(n, i => $"- {{name: s{i}, url: a}}")}workflows:\n- workflowId: w\n  steps:\n{Lines(n, i => $"  - {{stepId: s{i}, operationId: o{i}}}")}"),
        ("shared parameters", 1_000, n => $"{Head}workflows:\n- workflowId: w\n  parameters:\n{Lines(n, i => $"  - {{name: p{i}, in: query, value: '$inputs.p{i}'}}")}  steps:\n{Lines(n, i => $"  - {{stepId: s{i}, operationId: listThings}}")}"),
        ("shared actions", 1_000, n => $"{Head}workflows:\n- workflowId: w\n  successActions:\n{Lines(n, i => $"  - {{name: a{i}, type: end, criteria: [{{condition: $statusCode == {i}}}]}}")}  steps:\n{Lines(n, i => $"  - {{stepId: s{i}, operationId: listThings}}")}"),
        ("one component everywhere", 700, n => $"{Head}components:\n  failureActions:\n    a:\n      name: a\n      type: end\n      criteria:\n{Lines(n, i => $"      - {{condition: $statusCode == {i}}}")}workflows:\n- workflowId: w\n  steps:\n{Lines(n, i => $"  - {{stepId: s{i}, operationId: listThings, onFailure: [{{reference: $components.failureActions.a}}]}}")}"),
        ("many outputs", 5_000, n => $"{Head}workflows:\n- workflowId: w\n  steps:\n  - stepId: s\n    operationId: listThings\n    outputs:\n{Lines(n, i => $"      o{i}: $response.body")}  outputs:\n{Lines(n, i => $"    p{i}: $steps.s.outputs.o{n - i}")}"),
        ("many unknown members", 10_000, n => $"{Head}workflows: [{{workflowId: w, steps: [{{stepId: s, operationId: listThings}}]}}]\n{Lines(n, i => $"unknown{i}: 1")}"),
        ("many criteria", 5_000, n => $"{Head}workflows:\n- workflowId: w\n  steps:\n  - stepId: s\n    operationId: listThings\n    successCriteria:\n{Lines(n, i => $"    - {{condition: 'unknown {i} ('}}")}"),
        ("long ids", 300, n => $"{Head}workflows:\n- workflowId: w\n  steps:\n{Lines(n / 10, i => $"  - {{stepId: {Repeat("s", 20_000)}{i}, operationId: {Repeat("o", 20_000)}{i}, onSuccess: [{{name: n, type: goto, stepId: {Repeat("s", 20_000)}x{i}}}]}}")}"),
        ("long source names", 100, n => $"arazzo: 1.0.1\ninfo: {{title: t, version: '1'}}\nsourceDescriptions:\n{Lines(n, i => $"- {{name: {Repeat("s", 5_000)}{i}, url: a}}")}workflows:\n- workflowId: w\n  steps:\n{Lines(n, i => $"  - {{stepId: s{i}, operationId: $sourceDescriptions.{Repeat("s", 5_000)}x.{i}}}")}"),
        ("many anchors", 20_000, n => Payload($"[{string.Concat(Enumerable.Range(0, n).Select(i => $"&a{i} x,"))} *unknown, *b]")),
        ("many unknown aliases", 10_000, n => Payload($"[{string.Concat(Enumerable.Range(0, n).Select(i => $"*a{i} ,"))}]")),
        ("many documents", 20_000, n => Repeat("---\na: 1\n", n)),
        ("many tags", 10_000, n => Payload($"[{Repeat("!!set x, !!float y, !z w, ", n)}]")),
        ("many duplicate keys", 10_000, n => Payload($"{{{Repeat("a: 1, ", n)}}}")),
        ("many body members", 10_000, n => Payload($"{{{Members(n)}}}")),
        ("json text", 100_000, n => Payload($"'{Repeat("[", n)}{Repeat("]", n)}'")),
        ("percent", 300_000, n => $"{Head.Replace("api.yaml", Repeat("%", n), StringComparison.Ordinal)}$self: '{Repeat("%4", n)}'\nworkflows: [{{workflowId: w, steps: [{{stepId: s, operationId: x}}]}}]\n"),
        ("path", 300_000, n => $"{Head}workflows: [{{workflowId: w, steps: [{{stepId: s, operationPath: '{{$sourceDescriptions.api.url}}#{Repeat("/~1", n)}'}}, {{stepId: c, channelPath: '{Repeat("{", n)}#{Repeat("%", n)}', action: send}}]}}]\n"),
        ("dependsOn", 5_000, n => $"{Head}workflows:\n- workflowId: w\n  dependsOn: [{string.Concat(Enumerable.Range(0, n).Select(i => $"w{i},"))}]\n  steps:\n  - {{stepId: s, operationId: listThings, dependsOn: [{string.Concat(Enumerable.Range(0, n).Select(i => $"$workflows.w.steps.s{i},"))}]}}\n"),
    ];

    /// <summary>Each kind in full size first, then all of them in smaller ones.</summary>
    public static (string Name, byte[] Text) At(Random random, int number)
    {
        var (name, size, make) = Kinds[number % Kinds.Length];
        var chosen = number < Kinds.Length ? size : 1 + random.Next(Math.Max(1, size / 100));
        return ($"{name}, {chosen}", Encoding.UTF8.GetBytes(make(chosen)));
    }

    static string Payload(string payload) =>
        $"{Head}workflows: [{{workflowId: w, steps: [{{stepId: s, operationId: createThing, requestBody: {{contentType: application/json, payload: {payload}}}, parameters: [{{name: a, in: query, value: {(payload.Length < 2_000_000 && !payload.Contains('&', StringComparison.Ordinal) ? payload : "1")}}}]}}]}}]\n";

    static string Lenient(string value) =>
        $"{Head.Replace("1.1.0", "1.0.1", StringComparison.Ordinal)}workflows: [{{workflowId: w, inputs: {{type: object, properties: {{a: {{type: string}}}}}}, steps: [{{stepId: s, operationId: createThing, parameters: [{{name: a, in: query, value: {value}}}]}}]}}]\n";

    static string Condition(string condition, string type, string version = "1.1.0") =>
        $"{Head.Replace("1.1.0", version, StringComparison.Ordinal)}workflows: [{{workflowId: w, steps: [{{stepId: s, operationId: createThing, successCriteria: [{{{type}condition: '{condition}'}}]}}]}}]\n";

    static string Schema(string inputs, string first) =>
        $"{Head}components: {{inputs: {{{inputs}}}}}\nworkflows: [{{workflowId: w, inputs: {{$ref: '#/components/inputs/{first}'}}, steps: [{{stepId: s, operationId: createThing, outputs: {{x: $inputs.x}}}}]}}]\n";

    static string AliasBomb(int levels) => Payload(
        $"{{a0: &a0 [x, x, x, x, x, x, x, x, x], {string.Concat(Enumerable.Range(1, levels).Select(i => $"a{i}: &a{i} [{Repeat($"*a{i - 1} ,", 9)}], "))}}}");

    static string Members(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"m{i}: '$inputs.x{i}', "));

    static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(i => line(i) + "\n"));

    static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
