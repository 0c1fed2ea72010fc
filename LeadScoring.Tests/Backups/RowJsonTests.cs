using System.Buffers;
using System.Text;
using Azure.Data.Tables;
using FsCheck;
using FsCheck.Fluent;
using LeadScoring.Domain.Leads;
using LeadScoring.Local.Backups;

namespace LeadScoring.Tests.Backups;

/// <summary>A row comes back as it was, with every type that a table has. A failure prints the seed.</summary>
public sealed class RowJsonTests
{
    [Fact]
    public void Any_row_comes_back_as_it_was() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), static seed =>
    {
        var row = Of(new Random(seed));
        var back = RowJson.Read(Line(row));
        Assert.Equal((row.PartitionKey, row.RowKey), (back.PartitionKey, back.RowKey));
        Assert.Equal(Known(row), Known(back));
    }));

    [Fact]
    public void A_row_is_one_line_and_the_storage_s_own_columns_are_left_out()
    {
        var row = new TableEntity("p", "r") { ["text"] = "a\r\nb", ["none"] = null };
        row.Timestamp = DateTimeOffset.UnixEpoch;

        Assert.Equal("{\"p\":\"p\",\"r\":\"r\",\"v\":{\"text\":[\"s\",\"a\\r\\nb\"]}}\n", Line(row));
    }

    [Fact]
    public void The_largest_row_comes_back()
    {
        var row = new TableEntity("p", "r");
        for (var part = 0; part < 15; part++)
            row[$"d{part}"] = Enumerable.Repeat((byte)part, 64 * 1024).ToArray();

        Assert.Equal(Known(row), Known(RowJson.Read(Line(row))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"p":"p","r":"r"}""")]
    [InlineData("""{"p":"p","r":"r","v":{"a":["i","seven"]}}""")]
    [InlineData("""{"p":"p","r":"r","v":{"a":["i"]}}""")]
    [InlineData("""{"p":"p","r":"r","v":{"a":["b","%%"]}}""")]
    [InlineData("""{"p":"p","r":"r","v":{"a":["t","yesterday"]}}""")]
    [InlineData("""{"p":"p","r":"r","v":{"a":["x",1]}}""")]
    public void A_line_that_is_not_a_row_is_refused(string line) => Assert.Throws<FormatException>(() => RowJson.Read(line));

    private static TableEntity Of(Random random)
    {
        var row = new TableEntity(Text(random, 1), Text(random, 1));
        for (var column = random.Next(12); column > 0; column--)
            row[$"c{column}"] = Value(random);
        return row;
    }

    private static object Value(Random random) => random.Next(9) switch
    {
        0 => Text(random, 0),
        1 => Bytes(random),
        2 => random.Next(int.MinValue, int.MaxValue),
        3 => random.NextInt64(long.MinValue, long.MaxValue),
        4 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
        5 => new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, double.Epsilon, double.MaxValue }[random.Next(6)],
        6 => new DateTimeOffset(random.NextInt64(DateTime.MaxValue.Ticks), TimeSpan.Zero),
        7 => random.Next(2) == 0,
        _ => new Guid(Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256)).ToArray()),
    };

    private static string Text(Random random, int least)
    {
        string[] parts = ["a", "é", "日本", "🚀", "\"", "\\", "\n", "\u0001", "</script>", "'"];
        return string.Concat(Enumerable.Range(0, random.Next(least, 20)).Select(_ => parts[random.Next(parts.Length)]));
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Line(TableEntity row)
    {
        var buffer = new ArrayBufferWriter<byte>();
        RowJson.Write(row, buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // By type and value; of a double by its bits, but for those of NaN.
    private static string[] Known(TableEntity row) =>
    [
        .. row.Where(static column => column.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
            .OrderBy(static column => column.Key, StringComparer.Ordinal)
            .Select(static column => $"{column.Key}: {column.Value!.GetType().Name} {column.Value switch
            {
                byte[] bytes => Convert.ToHexString(bytes),
                double number => double.IsNaN(number) ? "NaN" : BitConverter.DoubleToInt64Bits(number).ToString(System.Globalization.CultureInfo.InvariantCulture),
                DateTimeOffset time => time.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture),
                var other => other.ToString(),
            }}"),
    ];
}
