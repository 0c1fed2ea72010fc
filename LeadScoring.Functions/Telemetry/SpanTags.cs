namespace LeadScoring.Functions.Telemetry;

/// <summary>What spans say: ids, numbers and outcomes, and never a name, an address, a query or a body.</summary>
internal static class SpanTags
{
    /// <summary>A lead's id.</summary>
    public const string Lead = "leadscoring.lead";

    /// <summary>A model's id.</summary>
    public const string Model = "leadscoring.model";

    /// <summary>A model's version.</summary>
    public const string Version = "leadscoring.version";

    /// <summary>A report's name.</summary>
    public const string Report = "leadscoring.report";

    /// <summary>A bucket of leads.</summary>
    public const string Bucket = "leadscoring.bucket";

    /// <summary>How many leads.</summary>
    public const string Leads = "leadscoring.leads";

    /// <summary>How many events were scored.</summary>
    public const string Events = "leadscoring.events";

    /// <summary>How many decisions were taken.</summary>
    public const string Decisions = "leadscoring.decisions";

    /// <summary>How many events were accepted.</summary>
    public const string Accepted = "leadscoring.accepted";

    /// <summary>How many events were known.</summary>
    public const string Duplicates = "leadscoring.duplicates";

    /// <summary>How many events were rejected.</summary>
    public const string Rejected = "leadscoring.rejected";

    /// <summary>A message's id.</summary>
    public const string Message = "leadscoring.message";

    /// <summary>A message's type.</summary>
    public const string Type = "leadscoring.type";

    /// <summary>How it ended.</summary>
    public const string Outcome = "leadscoring.outcome";

    /// <summary>Why a lead failed: the code that has a page under docs/errors.</summary>
    public const string Code = "leadscoring.code";
}
