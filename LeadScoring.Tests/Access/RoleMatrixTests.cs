using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Access;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Tests.Access;

/// <summary>Every operation by every role, without a key, and with keys that do not count.</summary>
public sealed class RoleMatrixTests
{
    [Fact]
    public void The_table_of_the_document_is_the_one_that_is_meant() => Assert.Equal(
        RoleTable.All.Select(static row => $"{row.Key}: {string.Join(' ', row.Value)}").Order(StringComparer.Ordinal),
        ApiContract.OfFile.Operations.Select(static operation => $"{operation.Method} {operation.Path}: {string.Join(' ', operation.Description["x-roles"]?.AsArray().Select(static role => (string)role!) ?? [])}").Order(StringComparer.Ordinal));

    [Fact]
    public void Every_function_declares_who_may_call_it_and_leaves_the_check_to_the_app() => Assert.All(InMemoryHttp.Functions, static function =>
    {
        Assert.True(FunctionAccess.Of(function.Method).IsDeclared, $"{function.Name} needs [RequiresRole] or [OpenToAll], and not both.");
        Assert.Equal(AuthorizationLevel.Anonymous, function.Level);
    });

    [Fact]
    public void A_function_that_changes_something_is_audited_or_is_a_way_in() => Assert.Equal(
        ["CaptureEvents", "FindLead", "PreviewModel", "TryModel", "ValidateModel"],
        InMemoryHttp.Functions
            .Where(static function => FunctionAccess.Of(function.Method) is { IsOpen: false, Audited: null } && function.Methods.Any(static method => method != "get"))
            .Select(static function => function.Name));

    [Fact]
    public async Task Every_operation_answers_every_caller_as_the_table_says()
    {
        var http = new InMemoryHttp(new InMemoryApp(access: TestKeys.Settings), asksForKeys: true);
        var wrong = new List<string>();

        foreach (var operation in ApiContract.OfFile.Operations)
        {
            foreach (var caller in TestKeys.Callers)
            {
                var reply = await http.Send(operation.Method, PathOf(operation), request => Prepare(request, caller));
                var expected = RoleTable.Expected($"{operation.Method} {operation.Path}", caller);
                if (GateStatus(reply.Status, reply.Text) != expected)
                    wrong.Add($"{operation.Method} {operation.Path} by {caller}: {reply.Status} instead of {expected}");
                if (RoleTable.All[$"{operation.Method} {operation.Path}"] is not [] && reply.Headers.CacheControl != "no-store")
                    wrong.Add($"{operation.Method} {operation.Path} by {caller}: may be kept by a cache");
            }
        }

        Assert.Empty(wrong);
    }

    /// <summary>The path of an operation with values that name nothing.</summary>
    internal static string PathOf(ApiOperation operation) => operation.Path
        .Replace("{lead}", "0123456789abcdefghijklmnop", StringComparison.Ordinal)
        .Replace("{event}", "0123456789abcdefghijklmnop", StringComparison.Ordinal)
        .Replace("{model}", "nothing", StringComparison.Ordinal)
        .Replace("{name}", "service-level", StringComparison.Ordinal)
        .Replace("{source}", "generic", StringComparison.Ordinal)
        .Replace("{connection}", "none", StringComparison.Ordinal)
        .Replace("{path}", "nowhere", StringComparison.Ordinal);

    /// <summary>The status where it is the gate's; 0 where the function answered.</summary>
    internal static int GateStatus(int status, string text)
    {
        if (status is not (401 or 403) || !text.StartsWith('{'))
            return 0;
        using var problem = JsonDocument.Parse(text);
        return problem.RootElement.GetProperty("code").GetString()!.StartsWith("LS-ACCESS-", StringComparison.Ordinal) ? status : 0;
    }

    private static void Prepare(HttpRequest request, string caller)
    {
        if (TestKeys.Sent.TryGetValue(caller, out var key))
            request.Headers["x-api-key"] = key;
        // As a page of the app: nobody else may sign in or out.
        (request.Headers["x-csrf"], request.Headers["Sec-Fetch-Site"]) = ("1", "same-origin");
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes("{}"));
        request.ContentType = "application/json";
    }
}
