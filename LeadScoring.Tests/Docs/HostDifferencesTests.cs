using System.Reflection;

namespace LeadScoring.Tests.Docs;

/// <summary>docs/reference/host-differences.md: every difference to the Functions host is held by a test that exists.</summary>
public sealed class HostDifferencesTests
{
    public static TheoryData<string> Rows()
    {
        var rows = new TheoryData<string>();
        foreach (var line in Page.TakeWhile(static line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| what |", StringComparison.Ordinal)))
            rows.Add(line);
        return rows;
    }

    private static string[] Page { get; } = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Data", "docs", "reference", "host-differences.md"));

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_difference_names_its_reason_and_a_test(string row)
    {
        var cells = row.Split('|', StringSplitOptions.TrimEntries)[1..^1];
        Assert.Equal(5, cells.Length);
        Assert.All(cells, static cell => Assert.NotEqual("", cell));
        var name = cells[4].Trim('`').Split('.');

        var type = Assert.Single(typeof(HostDifferencesTests).Assembly.GetTypes(), type => type.Name == name[0]);
        var tests = type.GetMethods().Where(static method => method.GetCustomAttributes<FactAttribute>().Any()).Select(static method => method.Name).ToList();
        Assert.NotEmpty(tests);
        if (name.Length > 1)
            Assert.Contains(name[1], tests);
    }

    [Fact]
    public void The_page_says_what_was_seen_under_the_genuine_host() => Assert.Contains("## Seen under the genuine host", Page);
}
