using System.Text.Json;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Import;

/// <summary>A row of a file; valid until the next one is read.</summary>
/// <param name="Line">Line at which it begins, from 1.</param>
internal sealed record ImportRow(long Line)
{
    /// <summary>The names of its cells; null where the row cannot be read, or is an event as a program would post it.</summary>
    public RowShape? Shape { get; init; }

    /// <summary>What stands in them, in the order of the names; those at the end may be missing.</summary>
    public IReadOnlyList<ImportCell> Cells { get; init; } = [];

    /// <summary>The whole event.</summary>
    public JsonElement? Event { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public RequestError? Fault { get; init; }

    public string? FaultColumn { get; init; }

    /// <summary>As it stands in the file; of a row without a fault only where it is no further work to have it.</summary>
    public string Text { get; init; } = "";
}

/// <summary>What stands in a cell.</summary>
/// <param name="Text">Without blanks around it; null for a value of JSON.</param>
/// <param name="Value">Of JSON.</param>
internal readonly record struct ImportCell(string? Text, JsonElement Value = default)
{
    public bool IsEmpty => Text is null ? Value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined : Text.Length == 0;

    /// <summary>Whether two cells say the same, but for case.</summary>
    public bool SaysTheSame(ImportCell other) => IsEmpty || other.IsEmpty ? IsEmpty && other.IsEmpty : Shown.Equals(other.Shown, StringComparison.OrdinalIgnoreCase);

    /// <summary>The value as text.</summary>
    public string Shown => Text ?? JsonText.Raw(Value);

    public void Write(Utf8JsonWriter json)
    {
        if (Text is not null)
            json.WriteStringValue(Text);
        else
            // As it stands: whether its texts can be taken is seen, with their places, where the event is read.
            JsonText.WriteRaw(json, Value);
    }
}
