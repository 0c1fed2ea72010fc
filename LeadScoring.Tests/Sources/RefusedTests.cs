using System.Diagnostics.Metrics;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Sources.Hooks;
using LeadScoring.Tests.Kit.Drivers;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Sources;

/// <summary>Requests that are not taken are counted, by names that nobody outside can choose.</summary>
public sealed class RefusedTests : IDisposable
{
    private readonly InMemoryApp _app = new();
    private readonly Measurements _measured;

    public RefusedTests() => _measured = new Measurements(_app.Get<IMeterFactory>());

    public void Dispose() => _measured.Dispose();

    [Theory]
    [InlineData("hubspot", "hubspot")]
    [InlineData("ann@acme.example", "unknown")]
    public async Task A_request_that_proves_nothing_is_counted_for_its_source_or_for_none(string address, string source)
    {
        var context = new DefaultHttpContext { Request = { Method = "POST", Body = new MemoryStream("{}"u8.ToArray()) } };

        await _app.Get<HookHandler>().Handle(address, "ann@acme.example", context.Request, default);

        Assert.Equal([1], _measured[$"leadscoring.requests.refused source={source} reason=LS-HOOK-001"]);
        Assert.Single(_measured.Names, static name => name.StartsWith("leadscoring.requests.refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_checks_whether_a_hook_exists_is_not_counted_as_refused()
    {
        await _app.Get<HookHandler>().Handle("hubspot", "main", new DefaultHttpContext { Request = { Method = "GET" } }.Request, default);

        Assert.DoesNotContain(_measured.Names, static name => name.StartsWith("leadscoring.requests.refused", StringComparison.Ordinal));
    }
}
