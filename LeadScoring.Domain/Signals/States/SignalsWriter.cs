using System.Buffers;
using System.Numerics;
using System.Text;

namespace LeadScoring.Domain.Signals.States;

/// <summary>Writes numbers as variable-length integers, texts and bytes with their lengths, and a checksum at the end.</summary>
internal sealed class SignalsWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public void Number(long value)
    {
        var rest = (ulong)value;
        var span = _bytes.GetSpan(10);
        var length = 0;
        for (; rest >= 0x80; rest >>= 7)
            span[length++] = (byte)((rest & 0x7F) | 0x80);
        span[length++] = (byte)rest;
        _bytes.Advance(length);
    }

    public void Signed(long value) => Number((value << 1) ^ (value >> 63));

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        _bytes.Write(bytes);
    }

    public void Text(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    public void Raw(ulong value)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
    }

    /// <summary>All that was written, and four bytes of checksum.</summary>
    public byte[] ToArray()
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(_bytes.GetSpan(4), Checksum(_bytes.WrittenSpan));
        _bytes.Advance(4);
        return _bytes.WrittenSpan.ToArray();
    }

    /// <summary>CRC-32C.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
