using System.Globalization;

using Azure.Data.Tables;

using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Models;

/// <summary>Rows of the table Models: partition = model id; the draft, the versions, which one is active, and a rebuild's progress.</summary>
internal static class ModelRows
{
    public const string Draft = "draft";
    public const string Active = "active";
    public const string VersionPrefix = "v";
    public const string RebuildPrefix = "rebuild:";

    /// <summary>Begins the key of an approval: the text that was approved, and who did.</summary>
    public const string ApprovalPrefix = "approval:";

    /// <summary>Says of which version it was said that its review is due, and holds the message that is to say it.</summary>
    public const string Review = "review";

    /// <summary>Column of a published version: the semantics under which it was published; absent = 1.</summary>
    public const string Semantics = "semantics";

    /// <summary>From here on leads have to be proven unless the document says otherwise: versions from before ask for no proof until they are published again.</summary>
    public const int AsksForProof = 2;

    /// <summary>From here on numbers, dates, yes and no are read as people write them.</summary>
    public const int ReadsWrittenNumbers = 3;

    /// <summary>From here on <c>properties.x</c> is the property <c>x</c> of an event.</summary>
    public const int ReadsPropertiesByName = 4;

    /// <summary>Of what is published now.</summary>
    public const int CurrentSemantics = ReadsPropertiesByName;

    /// <summary>Key of a published version: sorts by number.</summary>
    public static string Version(int version) => VersionPrefix + version.ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Key of an approval.</summary>
    public static string Approval(string hash, string caller) => $"{ApprovalPrefix}{hash}:{Uri.EscapeDataString(caller)}";

    /// <summary>Key of a bucket's progress.</summary>
    public static string Rebuild(int bucket) => RebuildPrefix + bucket.ToString("D3", CultureInfo.InvariantCulture);

    /// <summary>A row that holds a document.</summary>
    public static TableEntity Document(string modelId, string row, string text)
    {
        var entity = new TableEntity(modelId, row);
        entity.SetBytes("d", System.Text.Encoding.UTF8.GetBytes(text));
        return entity;
    }

    /// <summary>The document in a row.</summary>
    public static string Text(TableEntity row) => System.Text.Encoding.UTF8.GetString(row.GetBytes("d") ?? []);
}
