namespace LeadScoring.Domain.Values;

/// <summary>
/// A field's value ready for comparing: normalised once, read as a number at most once. A mutable struct that lives in reused arrays, so
/// that looking at an event allocates nothing (but for text that is not in Unicode NFC). <c>default</c> is missing.
/// </summary>
internal struct TextValue
{
    private string? _text;
    private string[]? _items;
    private int _start;
    private int _length;
    private NumberState _number;
    private long _small;
    private bool _isQuantityRead;
    private string? _quantity;

    private enum NumberState : byte
    {
        Unread,
        None,
        Small,
        Long,
    }

    /// <summary>The normalised text.</summary>
    public readonly ReadOnlySpan<char> Span => _text.AsSpan(_start, _length);

    /// <summary>One text that is not blank.</summary>
    public readonly bool HasText => _length > 0;

    public readonly bool IsList => _items is not null;

    /// <summary>Elements of a list as they were sent.</summary>
    public readonly string[] Items => _items ?? [];

    /// <summary>Absent, blank, or an empty list.</summary>
    public readonly bool IsMissing => _length == 0 && _items is null;

    public void Set(FieldValue value)
    {
        if (value.Text is { } text)
            Set(text);
        else
            SetItems(value.ItemArray);
    }

    public void Clear() => this = default;

    /// <summary>Takes a text as it was sent; null = missing.</summary>
    public void Set(string? text) => Set(text, 0, text?.Length ?? 0);

    /// <summary>Takes a part of a text as it was sent.</summary>
    public void Set(string? text, int start, int length)
    {
        _items = null;
        _number = NumberState.Unread;
        _isQuantityRead = false;
        _quantity = null;
        var part = text.AsSpan(start, length);
        if (!NormalText.IsSimple(part))
        {
            text = NormalText.Compose(part.ToString());
            start = 0;
            part = text;
        }

        _text = text;
        _start = start;
        _length = part.Length;
        if (part.Length > 0 && (char.IsWhiteSpace(part[0]) || char.IsWhiteSpace(part[^1])))
            Trim(part);
    }

    private void Trim(ReadOnlySpan<char> part)
    {
        _start += part.Length - part.TrimStart().Length;
        _length = part.Trim().Length;
    }

    private void SetItems(string[]? items)
    {
        this = default;
        if (items is { Length: > 0 })
            _items = items;
    }

    /// <summary>Whether the text reads as a number.</summary>
    public bool IsNumber
    {
        get
        {
            ReadNumber();
            return _number != NumberState.None;
        }
    }

    /// <summary>Orders the number against an operand; only when <see cref="IsNumber"/>.</summary>
    public readonly int CompareNumber(in Operand operand)
    {
        if (_number == NumberState.Small && operand.IsSmall)
            return _small.CompareTo(operand.Small);
        return NumberText.Compare(NumberText.Parse(Span), NumberText.Parse(operand.Text));
    }

    /// <summary>Whether the text reads as a number for an operator that compares or adds numbers: also one as people write it.</summary>
    public bool IsQuantity
    {
        get
        {
            if (IsNumber)
                return true;
            if (!_isQuantityRead)
                _quantity = WrittenNumber.Read(Span);
            _isQuantityRead = true;
            return _quantity is not null;
        }
    }

    /// <summary>Whether the text reads as a number, with or without the forms in which people write one.</summary>
    public bool IsNumeric(bool readsWritten) => readsWritten ? IsQuantity : IsNumber;

    /// <summary>The digits of the number; only when <see cref="IsQuantity"/>.</summary>
    public readonly NumberText Quantity => NumberText.Parse(_quantity is { } digits ? digits.AsSpan() : Span);

    /// <summary>Orders the number against an operand; only when <see cref="IsQuantity"/>.</summary>
    public readonly int CompareQuantity(in Operand operand) => _quantity is null ? CompareNumber(operand) : NumberText.Compare(Quantity, NumberText.Parse(operand.Text));

    private void ReadNumber()
    {
        if (_number != NumberState.Unread)
            return;
        var span = Span;
        // Most text is no number, and its first character says so.
        if (span.IsEmpty || (!char.IsAsciiDigit(span[0]) && span[0] is not ('+' or '-')) || !NumberText.TryParse(span, out var number))
            _number = NumberState.None;
        else
            _number = number.TrySmall(out _small) ? NumberState.Small : NumberState.Long;
    }
}
