using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>
/// How a value is found in a body: alternatives separated by <c> | </c>, of which the first that is there counts. An alternative is a path (<c>/a/b</c>),
/// a text with paths in braces (<c>hubspot:{/portalId}:{/objectId}</c>, missing when one of them is), or a constant (<c>=submission</c>). Several joined by
/// <c> + </c> are a list of all that is there.
/// </summary>
internal sealed class ValueExpression
{
    private readonly ImmutableArray<ImmutableArray<Alternative>> _alternatives;
    private readonly string _text;

    private ValueExpression(string text, ImmutableArray<ImmutableArray<Alternative>> alternatives)
    {
        _text = text;
        _alternatives = alternatives;
    }

    /// <summary>How a fault says what an expression is.</summary>
    public const string Form = "Write a path such as \"/data/email\", several separated by \" | \" of which the first counts, or by \" + \" of which all count, a text with paths in braces such as \"crm:{/id}\", or \"=constant\".";

    /// <summary>Reads an expression; null when the text is none.</summary>
    public static ValueExpression? Parse(string text)
    {
        var alternatives = ImmutableArray.CreateBuilder<ImmutableArray<Alternative>>();
        foreach (var part in text.Split(" | "))
        {
            var joined = ImmutableArray.CreateBuilder<Alternative>();
            foreach (var one in part.TrimStart().StartsWith('=') ? [part] : part.Split(" + "))
            {
                if (Alternative.Parse(one.Trim()) is not { } alternative)
                    return null;
                joined.Add(alternative);
            }

            alternatives.Add(joined.ToImmutable());
        }

        return new ValueExpression(text, alternatives.ToImmutable());
    }

    /// <summary>The first alternative that is there.</summary>
    public MappedValue Find(Scope scope)
    {
        foreach (var joined in _alternatives)
        {
            var value = joined is [var only] ? only.Find(scope) : Joined(joined, scope);
            if (!value.IsMissing)
                return value;
        }

        return default;
    }

    /// <summary>Whether something is said there, be it null or a blank text: unlike what is missing, it may empty a value.</summary>
    public bool IsSaid(Scope scope) => _alternatives.Any(joined => joined.Any(alternative => alternative.IsSaid(scope)));

    // One value stays what it is; several, some of which may be lists, are a list.
    private static MappedValue Joined(ImmutableArray<Alternative> alternatives, Scope scope)
    {
        var there = alternatives.Select(alternative => alternative.Find(scope)).Where(static value => !value.IsMissing).ToList();
        if (there.Count < 2)
            return there.FirstOrDefault();
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var item in there.SelectMany(static value => value.Items()))
                item.Write(json);
            json.WriteEndArray();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return new MappedValue(document.RootElement.Clone(), null);
    }

    /// <inheritdoc />
    public override string ToString() => _text;

    private sealed record Alternative(ImmutableArray<(string? Literal, ValuePath? Path)> Parts)
    {
        public static Alternative? Parse(string text)
        {
            if (text.StartsWith('='))
                return text.Length == 1 ? null : new Alternative([(text[1..], null)]);
            if (!text.Contains('{', StringComparison.Ordinal))
                return ValuePath.Parse(text) is { } path ? new Alternative([(null, path)]) : null;

            var parts = ImmutableArray.CreateBuilder<(string?, ValuePath?)>();
            while (text.Length > 0)
            {
                var open = text.IndexOf('{', StringComparison.Ordinal);
                var close = text.IndexOf('}', StringComparison.Ordinal);
                if (open < 0 && close < 0)
                {
                    parts.Add((text, null));
                    break;
                }

                if (open < 0 || close < open || ValuePath.Parse(text[(open + 1)..close]) is not { } path)
                    return null;
                if (open > 0)
                    parts.Add((text[..open], null));
                parts.Add((null, path));
                text = text[(close + 1)..];
            }

            // A text of one path in braces is a text, unlike the path itself.
            return new Alternative(parts.Count == 1 ? [("", null), .. parts] : parts.ToImmutable());
        }

        public bool IsSaid(Scope scope) => Parts is [(null, { } only)] && only.Find(scope).ValueKind != JsonValueKind.Undefined;

        public MappedValue Find(Scope scope)
        {
            if (Parts is [(null, { } only)])
                return new MappedValue(only.Find(scope), null);
            var text = new StringBuilder();
            foreach (var (literal, path) in Parts)
            {
                if (path is null)
                    text.Append(literal);
                else if (new MappedValue(path.Find(scope), null).AsText() is { } value)
                    text.Append(value);
                else
                    return default;
            }

            return new MappedValue(default, text.ToString());
        }
    }
}
