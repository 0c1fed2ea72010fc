using System.Collections.Frozen;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Sources.Bodies;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Mapping;

/// <summary>Writes one event of a vendor as an event of ours.</summary>
internal sealed class EventWriter(SourceDescriptor source, Connection connection, KindCase kind, Scope scope)
{
    private const string FormFields = "fields.";

    // What forms call it without being told.
    private static readonly FrozenSet<string> EmailNames = new[] { "email", "emailAddress", "eMail", "eMailAddress", "workEmail", "businessEmail" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly MappingDescriptor _map = source.Mapping;
    private readonly Dictionary<string, MappedValue> _properties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MappedValue> _profile = new(StringComparer.Ordinal);
    private readonly List<string> _cleared = [];

    /// <summary>Whose the event is, where that could be read.</summary>
    public LeadIdentity? Lead { get; private set; }

    /// <summary>The id is that of a happening which further deliveries may report in other words.</summary>
    public bool IsShared { get; private set; }

    /// <summary>The event's JSON, or why there is none.</summary>
    public (ReadOnlyMemory<byte> Json, RequestError? Fault) Write(string type, int index)
    {
        // What somebody answers is nearer to them than what the page was called with.
        var asked = Answers();
        var email = connection.Map.Email?.Find(scope).AsText() ?? asked ?? Find(kind.Email, _map.Email);
        var visitor = LeadIdentity.NameOf(Find(connection.Map.Visitor, kind.Visitor ?? _map.Visitor));
        var external = LeadIdentity.NameOf(Find(connection.Map.ExternalId, kind.ExternalId ?? _map.ExternalId));
        if (email is null && visitor is null && external is null)
            return (default, HookErrors.NoLead(index, connection.Name));
        EmailAddress? address = EmailAddress.TryParse(email ?? "", out var parsed) ? parsed : null;
        Lead = address is null && visitor is null && external is null ? null : new LeadIdentity(address, visitor, external);

        var time = Time(out var isBroken);
        if (isBroken)
            return (default, HookErrors.BadTime(index));

        Collect(kind.Properties ?? _map.Properties, _properties, isProfile: false);
        Collect(kind.Profile ?? _map.Profile, _profile, isProfile: true);
        foreach (var (name, value) in kind.Set)
            _properties[name] = new MappedValue(default, value);
        foreach (var (name, value) in connection.Set)
            _properties[name] = new MappedValue(default, value);

        return (BodyTree.Written(json =>
        {
            json.WriteStartObject();
            json.WriteString("source", connection.Name);
            Optional(json, "id", Identity());
            json.WriteString("type", type);
            Optional(json, "occurredAt", time?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            json.WriteStartObject("lead");
            Optional(json, "email", email);
            Optional(json, "visitor", visitor);
            Optional(json, "externalId", external);
            json.WriteEndObject();
            Write(json, "properties", _properties);
            Write(json, "profile", _profile);
            WriteCleared(json);
            json.WriteEndObject();
        }), null);
    }

    private string? Find(ValueExpression? own, ValueExpression? usual) => (own ?? usual)?.Find(scope).AsText();

    // How a connection's own time is written nobody has said: numbers are read by magnitude, other texts as ISO 8601.
    private DateTimeOffset? Time(out bool isBroken)
    {
        isBroken = false;
        if (Find(connection.Map.Time, _map.Time) is not { } text)
            return null;
        var time = connection.Map.Time is null ? EventTime.Read(text, _map.TimeForm) : EventTime.Read(text, TimeForm.Epoch) ?? EventTime.Read(text, TimeForm.Iso);
        isBroken = time is null;
        return time;
    }

    private string? Identity()
    {
        if (connection.Map.Id is { } own)
            return Identity([own.Find(scope).AsIdentity()]);
        if (!kind.Id.IsEmpty && kind.Id.Select(part => part.Find(scope).AsIdentity()).ToList() is var shared && !shared.Contains(null))
        {
            IsShared = true;
            return Identity(shared);
        }

        return Identity([.. _map.Id.Select(part => part.Find(scope).AsIdentity())]);
    }

    // One part is the vendor's own id and stays readable; several are hashed: they may hold addresses, and together they may be long.
    private static string? Identity(List<string?> parts)
    {
        if (parts.TrueForAll(static part => part is null))
            return null;
        if (parts is [{ Length: <= EventLimits.IdCharacters } only])
            return only;
        var text = new StringBuilder();
        foreach (var part in parts)
            text.Append(part?.Length ?? -1).Append(':').Append(part);
        return Base32Hex.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())), EventIds.Length);
    }

    private void Collect(FieldMapping mapping, Dictionary<string, MappedValue> into, bool isProfile)
    {
        foreach (var (name, value) in mapping.Named)
            Add(into, name, value.Find(scope));
        if (mapping.Attribute is { } attribute && attribute.Name.Find(scope).AsText() is { } theirs && Attribute(theirs) is { Length: > 0 } ours)
        {
            var value = attribute.Value.Find(scope);
            Add(into, ours, value);
            if (isProfile && attribute.IsEmptied && value.IsMissing && attribute.Value.IsSaid(scope))
                _cleared.Add(ours);
        }

        foreach (var place in mapping.From)
        {
            if (place.Find(scope) is not { ValueKind: JsonValueKind.Object } members)
                continue;
            foreach (var member in members.EnumerateObject())
            {
                if (!mapping.Omit.Contains(member.Name) && (isProfile ? Attribute(member.Name) : member.Name) is { Length: > 0 } name)
                    Add(into, name, new MappedValue(member.Value, null));
            }
        }
    }

    // The answers become properties; the capture of forms learns them. Returns the address, which is the lead's and not an answer.
    private string? Answers()
    {
        if (_map.Fields is null)
            return null;
        (string Name, MappedValue Value)? email = null, asked = null;
        var others = new List<(string Name, MappedValue Value)>();
        var position = 0;
        foreach (var answer in FormAnswers.Read(_map.Fields, scope))
        {
            position++;
            if (AnswerName(answer.Name, position) is not { } name)
                continue;
            var isText = answer.Value.AsText() is not null;
            if (isText && email is null && EmailNames.Contains(name))
                email = (name, answer.Value);
            else if (isText && answer.IsEmail && asked is null)
                asked = (name, answer.Value);
            else
                others.Add((name, answer.Value));
        }

        // The field that asks for an address is another's where a field by that name is there too.
        if (email is not null && asked is { } another)
            others.Insert(0, another);
        Keep(others);
        return (email ?? asked)?.Value.AsText();
    }

    // Forms may ask two things by one name: no answer is lost.
    private void Keep(List<(string Name, MappedValue Value)> answers)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { "email" };
        foreach (var (name, value) in answers)
        {
            var free = name;
            for (var number = 2; !taken.Add(free); number++)
                free = string.Create(CultureInfo.InvariantCulture, $"{name}{number}");
            Add(_properties, FormFields + free, value);
        }
    }

    // Null = the field is left out on purpose. A name of no letter and no digit, or none, says nothing: then the place among the answers is the name.
    private string? AnswerName(string theirs, int position)
    {
        var name = Attribute(theirs);
        if (name.Length > 0)
            return name;
        var isLeftOut = connection.Fields.ContainsKey(theirs) || _map.Names.ContainsKey(theirs);
        return isLeftOut ? null : string.Create(CultureInfo.InvariantCulture, $"field{position}");
    }

    private string Attribute(string theirs) =>
        connection.Fields.TryGetValue(theirs, out var own) ? own
        : _map.Names.TryGetValue(theirs, out var usual) ? usual
        : NameConversion.Camel(theirs);

    private static void Add(Dictionary<string, MappedValue> into, string name, MappedValue value)
    {
        if (!value.IsMissing)
            into.TryAdd(name, value);
    }

    private void WriteCleared(Utf8JsonWriter json)
    {
        if (_cleared.Count == 0)
            return;
        json.WriteStartArray("cleared");
        foreach (var name in _cleared)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void Write(Utf8JsonWriter json, string name, Dictionary<string, MappedValue> fields)
    {
        json.WriteStartObject(name);
        foreach (var (field, value) in fields)
        {
            json.WritePropertyName(field);
            value.Write(json);
        }

        json.WriteEndObject();
    }
}
