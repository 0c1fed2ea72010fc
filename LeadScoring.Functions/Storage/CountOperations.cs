using System.Globalization;

using Azure.Core;
using Azure.Core.Pipeline;

using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Storage;

/// <summary>Counts every request that an Azure client sends, retries too: each is a billed transaction.</summary>
/// <param name="service"><c>table</c> or <c>queue</c>.</param>
/// <param name="metrics">Where they are counted.</param>
public sealed class CountOperations(string service, AppMetrics metrics) : HttpPipelineSynchronousPolicy
{
    /// <inheritdoc />
    public override void OnSendingRequest(HttpMessage message)
    {
        var path = message.Request.Uri.Path ?? "";
        var operation = path.EndsWith("$batch", StringComparison.Ordinal) ? "BATCH" : message.Request.Method.Method;
        metrics.StorageOperation(service, operation.ToUpper(CultureInfo.InvariantCulture));
    }
}
