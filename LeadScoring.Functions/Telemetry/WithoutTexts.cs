using System.Diagnostics;

using OpenTelemetry;

namespace LeadScoring.Functions.Telemetry;

/// <summary>Takes from a span the text of its error, which the worker fills with the message of an exception: it could hold anything. That it failed stays.</summary>
internal sealed class WithoutTexts : BaseProcessor<Activity>
{
    /// <inheritdoc />
    public override void OnEnd(Activity data)
    {
        if (data.StatusDescription is not null)
            data.SetStatus(data.Status);
    }
}
