using System.Text.Json;

using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Import;
using LeadScoring.Functions.Sources.Bodies;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Sources.Mapping;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Rejected;

/// <summary>
/// Runs what was kept through the path again by which it came: the parser of events, or the mapping of its connection as it is now. Doing so twice is harmless:
/// events are known by their ids, and the row is deleted only after they are stored.
/// </summary>
public sealed class Replayer(SourceCatalog catalog, ConnectionStore connections, CaptureHandler capture, RejectedStore store, TimeProvider clock)
{
    /// <summary>Why it is still not taken; null when it is, and the row is gone.</summary>
    internal async Task<RequestError?> Replay(KeptRow row, CancellationToken cancellation)
    {
        var (parsed, error) = await Parse(row, cancellation);
        if (parsed is null)
            return error;
        // Nothing is stored unless all is understood: the row stays as it is, and no other is made of it.
        if (parsed.Refused is [{ } refused, ..])
            return refused.Errors[0];

        var now = clock.GetUtcNow();
        // Received now: what comes so late counts, and does not speak as if it had just happened.
        var taken = await capture.Take(parsed with { Events = [.. parsed.Events.Select(one => (one.Index, one.Captured with { ReceivedAt = now }))] }, cancellation);
        await store.Delete(row, cancellation);
        return taken.Refused is [{ } other, ..] ? other.Errors[0] : null;
    }

    private async Task<(ParsedBody? Parsed, RequestError? Fault)> Parse(KeptRow row, CancellationToken cancellation)
    {
        if (row.CutFrom is not null)
            return (null, ReplayErrors.Cut);
        if (row.Error.Code == EventErrors.OtherContent("").Code)
            return (null, row.Error);
        if (row.Error.Code.StartsWith(ImportErrors.Prefix, StringComparison.Ordinal))
            return (null, row.Error with { Fix = "Fix the file and import it again; rows that were imported already count once." });
        if (HasLostBytes(row))
            return (null, row.Error);
        if (row.Source is EventParser.DefaultSource or ImportRun.Source)
            return (Event(row), null);
        if (row.Source.Split('/') is [var name, var id] && catalog.Find(name) is { } source)
        {
            if (await connections.Find(name, id, cancellation) is not { } connection)
                return (null, ReplayErrors.NoConnection);
            var mapper = new EventMapper(source, connection);
            // Events were kept as JSON whatever the body was; a body that could not be read was kept as received.
            using var tree = row.Error.Code == HookErrors.UnreadableCode
                ? await BodyTree.Read(source.Mapping, row.Text, null, cancellation)
                : BodyTree.Parse(row.Text);
            return tree is null ? (null, row.Error) : (mapper.Map(tree.RootElement, null, row.At), null);
        }

        return (null, ReplayErrors.NoPath);
    }

    // Bytes that were not UTF-8 are kept as U+FFFD, which is text: taken now, the event would hold what nobody sent.
    private static bool HasLostBytes(KeptRow row) =>
        row.Error.Code == EventErrors.BadText("").Code && row.Text.AsSpan().IndexOf("\uFFFD"u8) >= 0;

    private static ParsedBody Event(KeptRow row)
    {
        using var document = JsonDocument.Parse(row.Text, new JsonDocumentOptions { MaxDepth = EventLimits.Depth * 4 });
        var (captured, refused) = EventParser.ParseOne(document.RootElement, 0, "", null, row.At);
        captured = captured is null ? null : captured with { Imported = row.Source == ImportRun.Source };
        return captured is not null ? new ParsedBody([(0, captured)], [], null) : new ParsedBody([], [refused!], null);
    }
}

/// <summary>Why something kept cannot be replayed.</summary>
internal static class ReplayErrors
{
    public static RequestError Cut { get; } = new("", "LS-REJECTED-002", "The text was too long to be kept as a whole.", "Let the source send it again in smaller parts.");

    public static RequestError NoConnection { get; } = new("", "LS-REJECTED-003", "The connection from which it came no longer exists.", "Create the connection again, then replay.");

    public static RequestError NoPath { get; } = new("", "LS-REJECTED-004", "Entries of this kind cannot be replayed.", "Send it again from where it came, e.g. a report of sales from the CRM.");
}
