using System.Text;

using LeadScoring.Domain.Models.Linting;
using LeadScoring.Local.Files;
using LeadScoring.Local.Validating;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Validating;

/// <summary>A log whose names a model is compared with: what cannot be used of it is refused by its line, and never guessed.</summary>
public sealed class LogReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("log-reader").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_line_that_is_not_UTF_8_is_refused_by_its_number_and_the_rest_is_read()
    {
        // The byte that stands for é in Latin-1 is part of no character in UTF-8.
        var wrong = Encoding.Latin1.GetBytes(Sent.At("ann@acme.example", "page.viewed", InMemoryApp.Start, ("path", "/pr-is")).Replace("/pr-is", "/préis", StringComparison.Ordinal));

        var log = await Read([.. Line(Sent.Pricing("ann@acme.example")), .. wrong, (byte)'\n', .. "\nbroken\n"u8, .. Line(Sent.Pricing("bob@acme.example"))]);

        Assert.Equal((2L, 2L), (log.Words.Events, log.Refused));
        Assert.Equal(["2 LS-EVENT-012", "4 LS-EVENT-014"], log.FirstRefused.Select(static line => $"{line.Line} {line.Error.Code}"));
        Assert.EndsWith("2 events of " + PathOf() + "; 2 lines are refused", log.From, StringComparison.Ordinal);
        // No replacement character is a value that a model could be compared with.
        Assert.DoesNotContain(log.Words.Types["page.viewed"].Properties["path"].Values ?? new HashSet<string>(), static value => value.Contains('\uFFFD', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Refused_lines_are_counted_and_the_first_are_listed()
    {
        var log = await Read(Encoding.UTF8.GetBytes(Sent.Pricing("ann@acme.example") + string.Concat(Enumerable.Repeat("\n[]", 30))));

        Assert.Equal((1L, 30L, LogReader.MostListed), (log.Words.Events, log.Refused, log.FirstRefused.Count));
        Assert.Equal(2, log.FirstRefused[0].Line);
    }

    [Fact]
    public async Task A_log_without_an_event_is_refused_with_its_first_line()
    {
        var nothing = await Assert.ThrowsAsync<StartException>(() => Read([0xFF, .. "{}\n"u8]));

        Assert.Equal("LS-SCORE-005", nothing.Code);
        Assert.Contains("The first line refused is 1: LS-EVENT-014", nothing.Problem, StringComparison.Ordinal);
        Assert.Equal("LS-SCORE-004", (await Assert.ThrowsAsync<StartException>(() => Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Sent.Pricing("ann@acme.example"))]))).Code);
    }

    private static byte[] Line(string json) => Encoding.UTF8.GetBytes(json + "\n");

    private string PathOf() => Path.Combine(_folder, "log.ndjson");

    private async Task<ReadLog> Read(byte[] log)
    {
        await File.WriteAllBytesAsync(PathOf(), log);
        return await LogReader.FromFile(PathOf(), InMemoryApp.Start, default);
    }
}
