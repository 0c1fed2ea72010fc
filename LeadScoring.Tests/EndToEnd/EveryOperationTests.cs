using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>Every operation of docs/reference/openapi.json on the real process. That an answer is as it is described, the driver checks for every test.</summary>
[Needs(Need.Processes)]
public sealed class EveryOperationTests(ApiApp app) : IClassFixture<ApiApp>, IAsyncLifetime
{
    private static readonly ApiContract Contract = ApiContract.OfFile;

    public static TheoryData<int, string> Cases()
    {
        var data = new TheoryData<int, string>();
        foreach (var (index, one) in ApiCases.All.Index())
            data.Add(index, $"{one.Operation} {one.Status}");
        return data;
    }

    public static TheoryData<string> Strict() => [.. Contract.Operations.Where(IsStrict).Select(static operation => operation.Id)];

    public static TheoryData<string, string> Values()
    {
        var data = new TheoryData<string, string>();
        foreach (var operation in Contract.Operations.Where(IsStrict))
        {
            foreach (var parameter in operation.Description["parameters"]?.AsArray() ?? [])
            {
                if ((string?)parameter!["in"] == "query" && (parameter["schema"]!["enum"] ?? parameter["schema"]!["maximum"]) is not null)
                    data.Add(operation.Id, (string)parameter["name"]!);
            }
        }

        return data;
    }

    public Task InitializeAsync() => app.Prepare();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_operation_answers_as_it_is_described(int index, string name)
    {
        var one = ApiCases.All[index];
        await Prepare(one.After);

        var (status, text) = await Ask(one);
        if (one.IsAwaited)
            await Eventually.True(async () => ((status, text) = await Ask(one)).status == one.Status, TimeSpan.FromSeconds(60));

        Assert.True(one.Status == status, $"{name}: {status} {text}");
        Assert.Equal(one.Operation, Contract.Find(one.Method, one.Path.Split('?')[0])?.Id);
        if (one is { Status: < 300, Body: { } body })
            Assert.Equal([], Contract.FaultsOfRequest(Contract.Find(one.Method, one.Path.Split('?')[0])!, one.MediaType, body));
    }

    // What must have been taken before may itself need something.
    private async Task Prepare(ApiCase? before)
    {
        if (before is null)
            return;
        await Prepare(before.After);
        Assert.Equal(before.Status, (await Ask(before)).Status);
    }

    [Fact]
    public void Every_success_has_a_case_and_every_operation_that_refuses_a_refusal()
    {
        var asked = ApiCases.All.Select(static one => (one.Operation, one.Status)).ToHashSet();
        var missing = Contract.Operations.SelectMany(operation => operation.Statuses.Where(static status => status < 400).Select(status => (operation.Id, status)))
            .Where(success => !asked.Contains(success) && !ApiCases.Elsewhere.ContainsKey(success));
        var unrefused = Contract.Operations.Where(operation => operation.Statuses.Any(IsRefusal) && !asked.Any(one => one.Operation == operation.Id && IsRefusal(one.Status)));

        Assert.Equal([], missing);
        Assert.Equal([], unrefused.Select(static operation => operation.Id));
        Assert.Equal([], ApiCases.Elsewhere.Keys.Where(asked.Contains));
    }

    [Theory]
    [MemberData(nameof(Strict))]
    public async Task The_parameters_that_are_described_are_those_that_are_read(string id)
    {
        var operation = Contract.Operations.Single(operation => operation.Id == id);
        var success = ApiCases.All.First(one => one.Operation == id && one.Status < 300);

        var (status, text) = await Ask(success with { Path = success.Path.Split('?')[0] + "?surprise=1" });

        Assert.Equal(400, status);
        // One that stands for all that begin so is described by its beginning.
        Assert.Equal(operation.Parameters("query").Order(StringComparer.Ordinal), Words(FixOf(text, "surprise")).Select(static word => word.Replace(".*", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task The_values_that_are_described_are_those_that_are_read(string id, string name)
    {
        var schema = Contract.Operations.Single(operation => operation.Id == id).Description["parameters"]!.AsArray().Single(parameter => (string?)parameter!["name"] == name)!["schema"]!;
        var success = ApiCases.All.First(one => one.Operation == id && one.Status < 300);

        var (status, text) = await Ask(success with { Path = $"{success.Path.Split('?')[0]}?{name}=surprise" });

        Assert.Equal(400, status);
        // Scores above 100 are those of models whose points add up, and this app has none.
        if (schema["enum"] is JsonArray words)
            Assert.Equal(words.Select(static word => (string)word!).Order(StringComparer.Ordinal), Words(FixOf(text, name)));
        else
            Assert.Equal($"Use a whole number from {schema["minimum"]} to {(name == "minScore" ? 100 : (int)schema["maximum"]!)}.", FixOf(text, name));
    }

    private static bool IsRefusal(int status) => status is >= 400 and < 500;

    // It says which parameters there are when it is asked by another.
    private static bool IsStrict(ApiOperation operation) => operation.Description["responses"]!["400"]?.ToJsonString() is { } bad
        && (bad.Contains("LS-QUERY-001", StringComparison.Ordinal) || bad.Contains("/BadQuery", StringComparison.Ordinal));

    // What a problem says of a parameter.
    private static string FixOf(string problem, string parameter)
    {
        using var json = JsonDocument.Parse(problem);
        return json.RootElement.GetProperty("errors").EnumerateArray().First(error => error.GetProperty("pointer").GetString() == "?" + parameter).GetProperty("fix").GetString()!;
    }

    private static IEnumerable<string> Words(string fix) =>
        fix[..^1].Replace("Use one of", "", StringComparison.Ordinal).Replace("Use", "", StringComparison.Ordinal)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);

    private async Task<(int Status, string Text)> Ask(ApiCase one)
    {
        using var request = (one with { Path = one.Path.Replace("{click}", app.Click, StringComparison.Ordinal) }).Request();
        using var answer = await (one.IsAnonymous ? app.App.Anonymous : app.App.Http).SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
