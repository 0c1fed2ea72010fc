using System.Globalization;

using Azure;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Models;

namespace LeadScoring.Functions.Previews;

/// <summary>The newest computation of a preview: of one text, against one live version, over some buckets of leads.</summary>
/// <param name="Model">Id of the model.</param>
/// <param name="Text">The document that is tried.</param>
/// <param name="Base">The version that is live; 0 for a model that was never published.</param>
/// <param name="Buckets">How many of the 256 buckets are tried.</param>
/// <param name="Number">1, 2, ...</param>
/// <param name="StartedAt">The time as of which leads are tried.</param>
/// <param name="AskedAt">When buckets were last asked for.</param>
/// <param name="Tag">Of its row; none before it is saved.</param>
public sealed record PreviewRun(string Model, string Text, int Base, int Buckets, int Number, DateTimeOffset StartedAt, DateTimeOffset AskedAt, ETag Tag)
{
    /// <summary>The same text against the same version has the same id, so that everybody who asks gets the same result.</summary>
    public string Id => IdOf(Model, Text, Base, Buckets);

    /// <summary>The buckets that are tried, spread evenly.</summary>
    public IEnumerable<int> Tried => Enumerable.Range(0, Buckets).Select(i => i * LeadIds.Buckets / Buckets);

    /// <summary>The id of a computation.</summary>
    public static string IdOf(string model, string text, int @base, int buckets) => string.Create(CultureInfo.InvariantCulture, $"{model}:{ModelHash.Of(text)}:{@base}:{buckets}");
}
