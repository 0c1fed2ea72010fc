using System.Text;

using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Access;

/// <summary>The matrix of roles against the real process.</summary>
[Needs(Need.Processes)]
public sealed class RoleProcessTests
{
    [Fact]
    public async Task The_running_app_answers_every_caller_as_the_table_says()
    {
        await using var app = await App.Start(TestKeys.Settings.ToDictionary(static setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), static setting => setting.Value!, StringComparer.Ordinal));
        var wrong = new List<string>();

        foreach (var operation in ApiContract.OfFile.Operations)
        {
            foreach (var caller in TestKeys.Callers)
            {
                using var request = new HttpRequestMessage(new HttpMethod(operation.Method), RoleMatrixTests.PathOf(operation));
                if (TestKeys.Sent.TryGetValue(caller, out var key))
                    request.Headers.Add("x-api-key", key);
                // As a page of the app: nobody else may sign in or out.
                request.Headers.Add("x-csrf", "1");
                request.Headers.Add("Sec-Fetch-Site", "same-origin");
                if (operation.Method is "POST" or "PUT")
                    request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                using var answer = await app.Anonymous.SendAsync(request);
                var expected = RoleTable.Expected($"{operation.Method} {operation.Path}", caller);
                if (RoleMatrixTests.GateStatus((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()) != expected)
                    wrong.Add($"{operation.Method} {operation.Path} by {caller}: {(int)answer.StatusCode} instead of {expected}");
            }
        }

        Assert.Empty(wrong);
        Assert.DoesNotContain(TestKeys.Sent.Values, key => app.Output.Contains(key, StringComparison.Ordinal));
    }
}
