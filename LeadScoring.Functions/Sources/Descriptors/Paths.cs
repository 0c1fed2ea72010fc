using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>Reads members of a document that are paths or expressions.</summary>
internal static class Paths
{
    private const string PathForm = "Write a path such as \"/data/email\", or \"$/data/email\" from the whole body.";

    /// <summary>A path; null when there is none.</summary>
    public static ValuePath? Optional(StrictObject from, string name) => from.Text(name) is { } text ? Path(from, name, text) : null;

    /// <summary>A path that has to be there.</summary>
    public static ValuePath Required(StrictObject from, string name) => from.Required(name) is { Length: > 0 } text ? Path(from, name, text) ?? ValuePath.Event : ValuePath.Event;

    /// <summary>An expression; null when there is none.</summary>
    public static ValueExpression? Expression(StrictObject from, string name)
    {
        if (from.Text(name) is not { } text)
            return null;
        if (ValueExpression.Parse(text) is { } expression)
            return expression;
        from.Refuse(name, $"'{text}' must say where a value is.", ValueExpression.Form);
        return null;
    }

    /// <summary>An expression at a place of its own; null after a fault.</summary>
    public static ValueExpression? Expression(ErrorList errors, string pointer, string text)
    {
        if (ValueExpression.Parse(text) is { } expression)
            return expression;
        errors.Add(pointer, $"'{text}' must say where a value is.", ValueExpression.Form);
        return null;
    }

    private static ValuePath? Path(StrictObject from, string name, string text)
    {
        if (ValuePath.Parse(text) is { } path)
            return path;
        from.Refuse(name, $"'{text}' is not a path.", PathForm);
        return null;
    }
}
