namespace LeadScoring.Domain.Values;

/// <summary>What a field is compared with, normalised once when the model is compiled.</summary>
internal readonly struct Operand
{
    public Operand(string text)
    {
        Text = NormalText.Of(text);
        IsNumber = NumberText.TryParse(Text, out var number);
        IsSmall = IsNumber && number.TrySmall(out Small);
    }

    public string Text { get; }

    public bool IsNumber { get; }

    /// <summary>Whether <see cref="Small"/> is the exact number in units of 10^-<see cref="NumberText.SmallPlaces"/>.</summary>
    public bool IsSmall { get; }

    public readonly long Small;

    /// <summary>Equal as numbers when both are, else as text without case.</summary>
    public bool Equals(ref TextValue value) => IsNumber
        ? value.IsNumber && value.CompareNumber(this) == 0
        : value.Span.Equals(Text, StringComparison.OrdinalIgnoreCase);
}
