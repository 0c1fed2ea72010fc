using System.Collections.Frozen;
using System.Collections.Immutable;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>How the bodies of a source become events. Read from its descriptor.</summary>
internal sealed record MappingDescriptor
{
    /// <summary>How its bodies are written.</summary>
    public required BodyForm Body { get; init; }

    /// <summary>Members of the body whose text is JSON of its own.</summary>
    public required ImmutableArray<string> Embedded { get; init; }

    /// <summary>Where the events are; null = the body is one, or a list of them.</summary>
    public ValuePath? Events { get; init; }

    /// <summary>What the vendor calls the event.</summary>
    public required ValueExpression Kind { get; init; }

    /// <summary>What each kind is for us: the first case that holds.</summary>
    public required FrozenDictionary<string, ImmutableArray<KindCase>> Kinds { get; init; }

    /// <summary>Where the user agent is by which crawlers are known: their events are not kept, as the tracker keeps none of theirs.</summary>
    public ValueExpression? Crawlers { get; init; }

    /// <summary>Events have the shape of <c>/api/v1/events</c>, and are as strictly read: no name twice, no more levels.</summary>
    public bool IsStrict { get; init; }

    /// <summary>A kind that is not listed and has the form of a type is one.</summary>
    public bool KindsAreTypes { get; init; }

    /// <summary>Of what an event's identity is made; empty = of the request's id or the content.</summary>
    public required ImmutableArray<ValueExpression> Id { get; init; }

    /// <summary>When it happened; null = when it was received.</summary>
    public ValueExpression? Time { get; init; }

    /// <summary>How the time is written.</summary>
    public required TimeForm TimeForm { get; init; }

    public ValueExpression? Email { get; init; }

    public ValueExpression? Visitor { get; init; }

    public ValueExpression? ExternalId { get; init; }

    /// <summary>Properties and profile attributes.</summary>
    public required FieldMapping Properties { get; init; }

    public required FieldMapping Profile { get; init; }

    /// <summary>The vendor's names of attributes and form fields; an empty name leaves one out.</summary>
    public required FrozenDictionary<string, string> Names { get; init; }

    /// <summary>The answers of a form; null where there are none.</summary>
    public FormFields? Fields { get; init; }
}

/// <summary>How a body is written.</summary>
internal enum BodyForm
{
    /// <summary>By its content type.</summary>
    Any,
    Json,
    Form,
    Multipart,
}

/// <summary>How a time is written.</summary>
internal enum TimeForm
{
    /// <summary>ISO 8601 or alike; UTC without an offset.</summary>
    Iso,
    Seconds,
    Milliseconds,

    /// <summary>Seconds or milliseconds, by magnitude.</summary>
    Epoch,
}

/// <summary>Named values, and places whose members are taken under their own names.</summary>
/// <param name="Named">By our names.</param>
/// <param name="From">Objects whose members are kept.</param>
/// <param name="Omit">Members that are not.</param>
/// <param name="Attribute">A single value whose name stands beside it; where it says so, one that is blank or null is emptied.</param>
internal sealed record FieldMapping(
    ImmutableArray<(string Name, ValueExpression Value)> Named, ImmutableArray<ValuePath> From, FrozenSet<string> Omit, (ValueExpression Name, ValueExpression Value, bool IsEmptied)? Attribute);

/// <summary>The answers of a form.</summary>
/// <param name="Each">A list of answers, or an object of them.</param>
/// <param name="Name">In a list: what a field is called.</param>
/// <param name="Value">In a list: its answer.</param>
/// <param name="Kind">In a list: what it asks for.</param>
/// <param name="EmailKind">The kind of field that asks for an address.</param>
/// <param name="Prefix">Names begin with this letter, a number and a low line, which are cut off.</param>
/// <param name="IsHtml">Texts are escaped as in HTML.</param>
/// <param name="IsTyped">In a list: an answer that is not found stands in the member that is called as its kind.</param>
/// <param name="Options">Answers are ids of the field's options, found here.</param>
internal sealed record FormFields(
    ValuePath Each,
    ValueExpression? Name,
    ValueExpression? Value,
    ValueExpression? Kind,
    string? EmailKind,
    string? Prefix,
    bool IsHtml,
    bool IsTyped,
    OptionList? Options);

/// <summary>Where a field's options are, what their ids and their texts are.</summary>
internal sealed record OptionList(ValuePath At, ValuePath Id, ValuePath Text);
