using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Functions;
using LeadScoring.Local.Host;

namespace LeadScoring.Tests.Architecture;

/// <summary>Tests say what they need besides the code, so that <c>./test --fast</c> can leave them out (TESTING.md#fast-and-slow).</summary>
public sealed class NeedsTests
{
    private static readonly TestNeeds Needs = new(typeof(NeedsTests).Assembly, typeof(ScoringModel).Assembly, typeof(Registration).Assembly, typeof(LocalApp).Assembly, typeof(LeadScoring.CrmConnector.Settings.ConnectorSettings).Assembly);

    [Fact]
    public void A_test_that_starts_a_program_or_listens_on_a_port_says_so_and_no_other_does()
    {
        var classes = typeof(NeedsTests).Assembly.GetTypes().Where(static type => TestNeeds.TestsOf(type).Any()).ToList();

        var found = string.Join('\n', classes.SelectMany(Needs.Check).Order(StringComparer.Ordinal));
        Assert.True(found.Length == 0, found);
        Assert.True(classes.Count > 150, "The test classes were not found.");
    }

    [Theory]
    // By a fixture of the class; by one of a collection; by what a test calls, through a task, an interface and a delegate.
    [InlineData(typeof(EndToEnd.KillTests), Need.Processes, "Process.Start")]
    [InlineData(typeof(Storage.QueueClientTests), Need.Processes, "Process.Start")]
    [InlineData(typeof(Tracking.TrackScriptTests), Need.Processes, "Process.Start")]
    [InlineData(typeof(Browser.TrackerTests), Need.Processes, "")]
    [InlineData(typeof(ServiceBus.LocalBusTests), Need.Network, "TcpListener..ctor")]
    public void A_need_that_is_not_marked_is_found(Type type, Need need, string call)
    {
        var found = Needs.Check(type, null, static _ => null).ToList();

        Assert.NotEmpty(found);
        Assert.All(found, text => Assert.EndsWith($"{call}). Mark it, or its class, with [Needs(Need.{need})].", text, StringComparison.Ordinal));
        Assert.Empty(Needs.Check(type, need, static _ => null));
    }

    [Theory]
    [InlineData(typeof(Scoring.OperatorTests), Need.Processes)]
    [InlineData(typeof(Scoring.OperatorTests), Need.Network)]
    [InlineData(typeof(ServiceBus.LocalBusTests), Need.Processes)]
    [InlineData(typeof(EndToEnd.KillTests), Need.Time)]
    public void A_mark_that_is_not_needed_is_found(Type type, Need mark)
    {
        Assert.Contains($"{type.Name} is marked with {mark}, which none of its tests needs.", Needs.Check(type, mark, static _ => null));
        Assert.All(TestNeeds.TestsOf(type), test => Assert.Contains(Needs.Check(type, null, each => each == test ? mark : null), text => text.StartsWith($"{type.Name}.{test.Name} is marked with {mark} but needs ", StringComparison.Ordinal)));
    }
}
