using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Sources.Mapping;

/// <summary>
/// Maps a body to events of ours: each becomes what a program would post to <c>/api/v1/events</c>, and is read by the same parser, so that every limit and
/// rule of capture holds here too. A pure function.
/// </summary>
internal sealed class EventMapper(SourceDescriptor source, Connection connection)
{
    private readonly MappingDescriptor _map = source.Mapping;

    /// <summary>The events of a body, and what could not be mapped.</summary>
    /// <param name="root">The body's tree.</param>
    /// <param name="requestId">The sender's id of the request, for events without one.</param>
    /// <param name="now">When it was received.</param>
    public ParsedBody Map(JsonElement root, string? requestId, DateTimeOffset now)
    {
        var elements = Elements(root);
        if (elements.Count > HookLimits.Events)
            return Whole(JsonText.Raw(root), HookErrors.TooMany(elements.Count));

        var events = new List<(int, StoredEvent)>(elements.Count);
        var refused = new List<RefusedEvent>();
        for (var index = 0; index < elements.Count; index++)
        {
            foreach (var (captured, fault) in All(new Scope(root, elements[index]), index, requestId, now))
            {
                if (captured is not null)
                    events.Add((index, captured));
                else if (fault is not null)
                    refused.Add(fault with { Text = Alone(root, elements[index]) });
            }
        }

        return new ParsedBody(events, refused, null, connection.Name);
    }

    /// <summary>A body of which nothing can be mapped.</summary>
    public ParsedBody Whole(string text, RequestError error) => new([], [new RefusedEvent(0, [error], text)], null, connection.Name);

    private List<JsonElement> Elements(JsonElement root)
    {
        var at = (connection.Map.Events ?? _map.Events)?.Find(new Scope(root, root)) ?? root;
        return at.ValueKind switch
        {
            JsonValueKind.Array => [.. at.EnumerateArray()],
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            _ => [at],
        };
    }

    // Nothing: the kind is known and not kept.
    private List<(StoredEvent?, RefusedEvent?)> All(Scope scope, int index, string? requestId, DateTimeOffset now)
    {
        try
        {
            if (_map.IsStrict)
            {
                var errors = new List<RequestError>();
                new JsonFields(errors).CheckShape(scope.Event, $"/{index}", 1);
                if (errors.Count > 0)
                    return [(null, new RefusedEvent(index, errors, ""))];
            }

            var kind = (connection.Map.Kind ?? _map.Kind).Find(scope).AsText() ?? "unknown";
            if (Case(kind, scope) is not { Type: { } type } found || IsCrawler(type, scope))
                return [];
            if (found.Each is null)
                return [One(found, type, scope, index, requestId, now)];
            return [.. found.Each.Find(scope).Items().Select(item => One(found, type, scope with { Item = item.Element }, index, requestId, now))];
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair or invalid UTF-8 shows only when a text is taken.
            return [(null, new RefusedEvent(index, [EventErrors.BadText($"/{index}")], ""))];
        }
    }

    private (StoredEvent?, RefusedEvent?) One(KindCase found, string type, Scope scope, int index, string? requestId, DateTimeOffset now)
    {
        var writer = new EventWriter(source, connection, found, scope);
        var (json, error) = writer.Write(type, index);
        if (error is not null)
            return (null, new RefusedEvent(index, [error], "", writer.Lead));
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = EventLimits.Depth * 4 });
        var (captured, refused) = EventParser.ParseOne(document.RootElement, index, $"/{index}", requestId, now, connection.IsClaimed);
        // Two deliveries of one happening differ in their words: the second is known, and not another event under a used id.
        if (captured is not null && writer.IsShared)
            captured = captured with { Hash = captured.Event.Id };
        return captured is null || MaySend(captured.Event.Type)
            ? (captured, refused)
            : (null, new RefusedEvent(index, [HookErrors.NotAllowed(index, captured.Event.Type, connection.Name)], "", captured.Lead));
    }

    private bool MaySend(string type) => !ConnectionRights.Types.Contains(type, StringComparer.Ordinal) || connection.May.Contains(type);

    // A wish to be forgotten counts, whichever program sends it.
    private bool IsCrawler(string type, Scope scope) =>
        type != EventTypes.PrivacyDeleted && _map.Crawlers?.Find(scope).AsText() is { } userAgent && Crawlers.Has(userAgent);

    private KindCase Case(string kind, Scope scope)
    {
        var found = _map.Kinds.TryGetValue(kind, out var cases) ? cases.FirstOrDefault(one => one.When is null || Holds(one, scope)) : null;
        if (connection.Types.TryGetValue(kind, out var own))
            return (found ?? new KindCase()) with { Type = own };
        return found ?? new KindCase { Type = _map.KindsAreTypes && EventTypes.IsType(kind) ? kind : NameConversion.Type(source.Name, kind) };
    }

    private static bool Holds(KindCase one, Scope scope) =>
        Holds(one.When!, one.Is, scope) && one.And.All(condition => condition.IsMissing ? condition.At.Find(scope).IsMissing : Holds(condition.At, condition.Is, scope));

    private static bool Holds(ValueExpression at, ImmutableArray<string> values, Scope scope)
    {
        var value = at.Find(scope);
        if (values.IsEmpty)
            return !value.IsMissing && value.AsText() is not ("false" or "0");
        return value.AsText() is { } text && values.Contains(text, StringComparer.Ordinal);
    }

    // One event as a body of its own, so that it can be mapped again. Bytes are copied: a text that cannot be read cannot be written again either.
    private string Alone(JsonElement root, JsonElement element)
    {
        var path = connection.Map.Events ?? _map.Events;
        var text = new ArrayBufferWriter<byte>();
        Write(root, path?.Steps ?? [], 0);
        return Encoding.UTF8.GetString(text.WrittenSpan);

        void Write(JsonElement at, ImmutableArray<string> steps, int depth)
        {
            if (depth < steps.Length && at.ValueKind == JsonValueKind.Object)
            {
                text.Write("{"u8);
                var separator = ""u8;
                foreach (var member in at.EnumerateObject())
                {
                    var name = JsonMarshal.GetRawUtf8PropertyName(member);
                    text.Write(separator);
                    text.Write("\""u8);
                    text.Write(name);
                    text.Write("\":"u8);
                    if (name.SequenceEqual(Encoding.UTF8.GetBytes(steps[depth])))
                        Write(member.Value, steps, depth + 1);
                    else
                        text.Write(JsonMarshal.GetRawUtf8Value(member.Value));
                    separator = ","u8;
                }

                text.Write("}"u8);
                return;
            }

            if (at.ValueKind == JsonValueKind.Array)
                text.Write("["u8);
            text.Write(JsonMarshal.GetRawUtf8Value(element));
            if (at.ValueKind == JsonValueKind.Array)
                text.Write("]"u8);
        }
    }
}
