using System.Diagnostics;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Telemetry;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Telemetry;

/// <summary>Where nobody listens. Alone, because others listen to the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class UnheardTests
{
    [Fact]
    public void The_trace_of_a_message_is_passed_on_without_a_listener()
    {
        var trace = Spans.NewTrace();
        using (var span = Traces.Continue("rescore", trace))
        {
            Assert.Equal(Spans.TraceOf(trace), Spans.TraceOf(Traces.Parent));
            Assert.Equal(ActivityTraceFlags.Recorded, span!.ActivityTraceFlags);
            Assert.Null(Traces.Start("publish"));
        }

        Assert.Null(Activity.Current);
        Assert.Null(Traces.Parent);
    }

    [Fact]
    public void No_trace_is_started_without_a_listener()
    {
        Assert.Null(Traces.Continue("rescore", null));
        Assert.Null(Traces.Serve("CaptureEvents", "x"));
        Assert.Null(Traces.Apart("rescore"));
        Assert.Null(Traces.Parent);
    }
}

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
