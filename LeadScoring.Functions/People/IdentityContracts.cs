using System.Text.Json;
using System.Text.Json.Serialization;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.People;

/// <summary>Body of <c>POST /api/v1/leads/{lead}/merge</c>.</summary>
/// <param name="Into">The lead that goes on, by its id or address.</param>
public sealed record MergeRequest([property: JsonPropertyName("into")] string Into);

/// <summary>Answer of <c>POST /api/v1/leads/{lead}/merge</c> and <c>/unmerge</c>: the work is on the queue.</summary>
/// <param name="Lead">The lead that is merged, or that is one of its own again.</param>
/// <param name="Into">The lead that has its events from now on, or had them until now.</param>
/// <param name="State"><c>merging</c>, <c>merged</c> when it was already, or <c>unmerging</c>.</param>
public sealed record MergeAnswer(
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("into")] string Into,
    [property: JsonPropertyName("state")] string State);

/// <summary>Answer of <c>DELETE /api/v1/leads/{lead}</c>.</summary>
/// <param name="Lead">The person's lead; leads that were merged into it are erased with it.</param>
/// <param name="State"><c>erasing</c>: nothing can be read any more, and what is stored is being deleted.</param>
public sealed record ErasureAnswer(
    [property: JsonPropertyName("lead")] string Lead,
    [property: JsonPropertyName("state")] string State);

/// <summary>Answer of <c>GET /api/v1/leads/{lead}/export</c>.</summary>
/// <remarks>For the API's description: <see cref="LeadExport"/> writes it as it reads.</remarks>
/// <param name="Lead">The lead, without figures.</param>
/// <param name="Names">Its address, visitor ids and external ids.</param>
/// <param name="Events">Every event, as it is stored.</param>
/// <param name="Decisions">Every decision.</param>
/// <param name="Scores">The figures at the end of each day on which some changed.</param>
/// <param name="Rejected">What was refused and names the person.</param>
/// <param name="Messages">Messages of the local topic that are kept, newest first; none where there is Service Bus.</param>
/// <param name="Unreadable">Rows that cannot be read, and so are not in the file.</param>
/// <param name="Merged">The same of every lead that was merged into it.</param>
public sealed record LeadExportFile(
    [property: JsonPropertyName("lead")] LeadItem Lead,
    [property: JsonPropertyName("names")] IReadOnlyList<string> Names,
    [property: JsonPropertyName("events")] IReadOnlyList<JsonElement> Events,
    [property: JsonPropertyName("decisions")] IReadOnlyList<ExportedDecision> Decisions,
    [property: JsonPropertyName("scores")] IReadOnlyList<ExportedScores> Scores,
    [property: JsonPropertyName("rejected")] IReadOnlyList<ExportedRejection> Rejected,
    [property: JsonPropertyName("messages")] IReadOnlyList<JsonElement> Messages,
    [property: JsonPropertyName("unreadable")] IReadOnlyList<UnreadableRow> Unreadable,
    [property: JsonPropertyName("merged")] IReadOnlyList<LeadExportFile> Merged);

/// <summary>A row that cannot be read, in an export.</summary>
/// <param name="Row">Its key.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record UnreadableRow([property: JsonPropertyName("row")] string Row, [property: JsonPropertyName("reason")] string Reason);

/// <summary>A decision in an export.</summary>
/// <param name="Type">E.g. <c>lead.qualified</c>.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Decision">As it is stored.</param>
public sealed record ExportedDecision(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("at")] DateTime At,
    [property: JsonPropertyName("decision")] JsonElement Decision);

/// <summary>Figures of a day in an export.</summary>
/// <param name="Day">The day, in the time zone.</param>
/// <param name="TimeZone">The time zone of the models; absent for UTC.</param>
/// <param name="Models">As they are stored.</param>
public sealed record ExportedScores(
    [property: JsonPropertyName("day")] string Day,
    [property: JsonPropertyName("timeZone"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TimeZone,
    [property: JsonPropertyName("models")] JsonElement Models);

/// <summary>Something that was refused, in an export.</summary>
/// <param name="Id">Under which it is kept.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="At">When it was refused.</param>
/// <param name="Text">As received.</param>
public sealed record ExportedRejection(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("source")] string Source,
    [property: JsonPropertyName("at")] DateTime At,
    [property: JsonPropertyName("text")] string Text);

/// <summary>JSON of the routes of identity.</summary>
[JsonSourceGenerationOptions(Converters = [typeof(DayConverter), typeof(TimeConverter), typeof(InstantConverter)])]
[JsonSerializable(typeof(MergeAnswer))]
[JsonSerializable(typeof(ErasureAnswer))]
[JsonSerializable(typeof(MergeRequest))]
[JsonSerializable(typeof(LeadExportFile))]
internal sealed partial class IdentityJson : JsonSerializerContext;
