using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace LeadScoring.Local.LogScoring;

/// <summary>Reads what a <see cref="ByteWriter"/> wrote.</summary>
/// <param name="bytes">From the first one on; what comes after the last does not matter.</param>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public int Number()
    {
        uint number = _rest[0];
        var at = 1;
        if (number >= 0x80)
        {
            number &= 0x7F;
            for (var shift = 7; ; shift += 7)
            {
                uint next = _rest[at++];
                number |= (next & 0x7F) << shift;
                if (next < 0x80)
                    break;
            }
        }

        _rest = _rest[at..];
        return (int)number;
    }

    public long Whole()
    {
        var number = BinaryPrimitives.ReadInt64LittleEndian(_rest);
        _rest = _rest[sizeof(long)..];
        return number;
    }

    public ReadOnlySpan<byte> Bytes(int count)
    {
        var next = _rest[..count];
        _rest = _rest[count..];
        return next;
    }

    public string Text()
    {
        var number = Number();
        var (length, isNarrow) = (number >> 1, (number & 1) == 1);
        var units = Bytes(isNarrow ? length : length * sizeof(char));
        return isNarrow ? Encoding.Latin1.GetString(units) : new string(MemoryMarshal.Cast<byte, char>(units));
    }
}
