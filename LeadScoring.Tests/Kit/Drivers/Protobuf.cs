namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>Reads texts, bytes and messages out of protobuf.</summary>
internal static class Protobuf
{
    /// <summary>The contents of a field with a length, each time that it is there.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Fields(ReadOnlyMemory<byte> message, int field)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Number(message.Span, ref at);
            var length = (tag & 7) switch
            {
                0 => Skip(message.Span, ref at),
                1 => 8,
                2 => (int)Number(message.Span, ref at),
                5 => 4,
                var kind => throw new InvalidDataException($"No such kind of field: {kind}."),
            };
            if ((tag & 7) == 2 && tag >> 3 == (ulong)field)
                yield return message.Slice(at, length);
            at += length;
        }
    }

    private static int Skip(ReadOnlySpan<byte> message, ref int at)
    {
        Number(message, ref at);
        return 0;
    }

    private static ulong Number(ReadOnlySpan<byte> message, ref int at)
    {
        ulong number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return number;
        }
    }
}
