using System.Buffers.Binary;
using System.Text;

namespace LeadScoring.Domain.Signals.States;

/// <summary>Reads what <see cref="SignalsWriter"/> wrote, trusting nothing.</summary>
internal ref struct SignalsReader
{
    private ReadOnlySpan<byte> _rest;

    /// <exception cref="SignalsFormatException">Too short, or the checksum differs.</exception>
    public SignalsReader(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) != SignalsWriter.Checksum(bytes[..^4]))
            throw Corrupt("the checksum differs");
        _rest = bytes[..^4];
    }

    public readonly bool IsAtEnd => _rest.IsEmpty;

    public static SignalsFormatException Corrupt(string what) =>
        new($"Stored signals are damaged ({what}). Rebuild the lead from its log.");

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_rest.IsEmpty)
                throw Corrupt("they end early");
            var part = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value <= long.MaxValue ? (long)value : throw Corrupt("a number is out of range");
        }

        throw Corrupt("a number is too long");
    }

    public int Int() => Number() is var value and <= int.MaxValue ? (int)value : throw Corrupt("a number is out of range");

    public int Positive() => Int() is var value and > 0 ? value : throw Corrupt("a count is 0");

    /// <summary>A number of entries that follow, of at least one byte each.</summary>
    public int Count() => Int() is var value && value <= _rest.Length ? value : throw Corrupt("a count is beyond the end");

    public int Day()
    {
        var zigzag = Number();
        var value = (zigzag >> 1) ^ -(zigzag & 1);
        return value is >= int.MinValue / 2 and <= int.MaxValue / 2 ? (int)value : throw Corrupt("a day is out of range");
    }

    /// <summary>A day written as its distance from the day after another one.</summary>
    public int DayAfter(int previous)
    {
        var day = (long)previous + 1 + Day();
        return day > previous && day <= int.MaxValue / 2 ? (int)day : throw Corrupt("days are out of order");
    }

    public ReadOnlySpan<byte> Bytes()
    {
        var length = Count();
        var bytes = _rest[..length];
        _rest = _rest[length..];
        return bytes;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes());

    public ulong Raw()
    {
        if (_rest.Length < 8)
            throw Corrupt("they end early");
        var value = BinaryPrimitives.ReadUInt64LittleEndian(_rest);
        _rest = _rest[8..];
        return value;
    }
}
