using System.Text.Json.Serialization;

using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Import;

/// <summary>Answer of <c>POST /api/v1/leads/import</c>: 202, or 200 for a dry run.</summary>
public sealed record ImportReport
{
    /// <summary>Rows read; empty ones are not counted.</summary>
    [JsonPropertyName("rows")]
    public required int Rows { get; init; }

    /// <summary>Rows stored now; in a dry run, rows that would be read without a fault.</summary>
    [JsonPropertyName("accepted")]
    public required int Accepted { get; init; }

    /// <summary>Rows that were there already; they count once.</summary>
    [JsonPropertyName("duplicates")]
    public required int Duplicates { get; init; }

    /// <summary>Rows that were not taken.</summary>
    [JsonPropertyName("rejected")]
    public required int Rejected { get; init; }

    /// <summary>Nothing was stored.</summary>
    [JsonPropertyName("dryRun")]
    public required bool DryRun { get; init; }

    /// <summary>What each column was taken for; of lines of JSON, those of the last line.</summary>
    [JsonPropertyName("columns")]
    public required IReadOnlyList<ImportColumn> Columns { get; init; }

    /// <summary>The bad rows in the file's order, at most 1,000.</summary>
    [JsonPropertyName("errors")]
    public required IReadOnlyList<RowFault> Errors { get; init; }

    /// <summary>Attributes that are over the limits of a profile in some row, at most 200 in order of their names: the row counts, they tell nothing. Absent when there are none.</summary>
    [JsonPropertyName("leftOut")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? LeftOut { get; init; }

    /// <summary>Values that a rule of a published model reads as a number, a date, yes or no, and cannot: they count as stored and make its comparisons false. Absent when there are none.</summary>
    [JsonPropertyName("unread")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<UnreadColumn>? Unread { get; init; }

    /// <summary>Numbers such as <c>1.200</c>, which a rule of a published model reads as 1.2 and which may be thousands. Absent when there are none, and where <c>numbers</c> says how the file writes them.</summary>
    [JsonPropertyName("doubtful")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<UnreadColumn>? Doubtful { get; init; }

    /// <summary>Rejected rows that are not among them.</summary>
    [JsonPropertyName("notShown")]
    public required int NotShown { get; init; }
}

/// <summary>What a column was taken for.</summary>
/// <param name="Column">Its name in the file.</param>
/// <param name="Field">As in a mapping, e.g. <c>profile.jobTitle</c>; null when it is left out.</param>
/// <param name="Clears">A blank in it empties the attribute; absent where a blank says nothing.</param>
/// <param name="Asked">Whether a published model, or the app itself, asks for the field; absent where no model is published, and for a column that is left out.</param>
/// <param name="After">Columns of the same field that go before this one where they are filled in; absent where there are none.</param>
/// <param name="LooksLike">What its values look like where its name did not say it; absent otherwise.</param>
/// <param name="Suggestion">The mapping that would take it for that; absent where there is none.</param>
public sealed record ImportColumn(
    [property: JsonPropertyName("column")] string Column,
    [property: JsonPropertyName("field")] string? Field,
    [property: JsonPropertyName("clears"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Clears = false,
    [property: JsonPropertyName("asked"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Asked = null,
    [property: JsonPropertyName("after"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? After = null,
    [property: JsonPropertyName("looksLike"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LooksLike = null,
    [property: JsonPropertyName("suggestion"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Suggestion = null);

/// <summary>Values of a column that models cannot read, or read with a doubt.</summary>
/// <param name="Column">Its name in the file, or the field where the row is a whole event.</param>
/// <param name="Values">How many.</param>
/// <param name="Line">Line of the first.</param>
/// <param name="Expected">As what they are read: <c>number</c>, <c>date</c>, <c>true or false</c> or <c>country</c>.</param>
/// <param name="Rules">Who reads them, as <c>model/rule</c>.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record UnreadColumn(
    [property: JsonPropertyName("column")] string Column,
    [property: JsonPropertyName("values")] int Values,
    [property: JsonPropertyName("line")] long Line,
    [property: JsonPropertyName("expected")] string Expected,
    [property: JsonPropertyName("rules")] IReadOnlyList<string> Rules,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("fix")] string Fix);

/// <param name="Line">Line of the file at which the row begins, from 1, the first line included.</param>
/// <param name="Column">The column, where the fault is in one.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record RowFault(
    [property: JsonPropertyName("line")] long Line,
    [property: JsonPropertyName("column")] string? Column,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("detail")] string Detail,
    [property: JsonPropertyName("fix")] string Fix)
{
    internal static RowFault Of(long line, string? column, RequestError error) => new(line, column, error.Code, error.Detail, error.Fix);
}

/// <summary>A problem (RFC 9457) of a file of which some rows may have been taken: the report says which.</summary>
public sealed record ImportProblem
{
    [JsonPropertyName("status")]
    public required int Status { get; init; }

    [JsonPropertyName("code")]
    public required string Code { get; init; }

    [JsonPropertyName("title")]
    public required string Title { get; init; }

    [JsonPropertyName("detail")]
    public required string Detail { get; init; }

    [JsonPropertyName("fix")]
    public required string Fix { get; init; }

    /// <summary>Line of the file at which reading ended; null when all was read.</summary>
    [JsonPropertyName("line")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Line { get; init; }

    [JsonPropertyName("report")]
    public required ImportReport Report { get; init; }

    internal static ImportProblem Of(Ending ending, ImportReport report) => new()
    {
        Status = ending.Status,
        Code = ending.Error.Code,
        Title = report.Accepted + report.Duplicates == 0 ? "The file cannot be used" : "The file was read in part",
        Detail = ending.Error.Detail,
        Fix = ending.Error.Fix,
        Line = ending.Line,
        Report = report,
    };

    [JsonPropertyName("type")]
    public string Type => $"https://leadscoring.dev/errors/{Code}";
}

[JsonSerializable(typeof(ImportReport))]
[JsonSerializable(typeof(ImportProblem))]
internal sealed partial class ImportJson : JsonSerializerContext;
