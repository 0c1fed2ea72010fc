using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace LeadScoring.Local.LogScoring;

/// <summary>Writes numbers and texts one after the other into memory that is used again.</summary>
internal sealed class ByteWriter
{
    private const int MostBytesOfNumber = 5;

    private byte[] _bytes = new byte[1024];
    private int _size;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _size);

    /// <summary>Begins again.</summary>
    public void Clear() => _size = 0;

    /// <summary>A number from 0 on, the smaller the shorter.</summary>
    public void Number(int number)
    {
        var room = Room(MostBytesOfNumber);
        var rest = (uint)number;
        var at = 0;
        for (; rest >= 0x80; rest >>= 7)
            room[at++] = (byte)(rest | 0x80);
        room[at++] = (byte)rest;
        _size += at;
    }

    /// <summary>A number in eight bytes.</summary>
    public void Whole(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), number);
        _size += sizeof(long);
    }

    /// <summary>A text, unit by unit: half a surrogate pair, which an id may hold, has no form in UTF-8.</summary>
    public void Text(string text)
    {
        var isNarrow = !text.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF');
        Number((text.Length << 1) | (isNarrow ? 1 : 0));
        if (isNarrow)
        {
            var room = Room(text.Length);
            for (var i = 0; i < text.Length; i++)
                room[i] = (byte)text[i];
            _size += text.Length;
        }
        else
        {
            Bytes(MemoryMarshal.AsBytes(text.AsSpan()));
        }
    }

    /// <summary>Bytes as they are.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _size += bytes.Length;
    }

    private Span<byte> Room(int bytes)
    {
        if (_size + bytes > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_size + bytes, _bytes.Length * 2));
        return _bytes.AsSpan(_size, bytes);
    }
}
