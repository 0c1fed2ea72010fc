using System.Text.Json;
using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;
using Microsoft.AspNetCore.WebUtilities;

namespace LeadScoring.Tests.Samples;

public sealed partial class WebhookPayloadTests
{
    public static TheoryData<string> Payloads() => [.. Names()];

    private static IEnumerable<string> Names() =>
        [.. Directory.GetFiles(Path.Combine(SampleFiles.Root, "webhooks")).Select(path => Path.GetFileName(path)).Where(name => name != "README.md").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Payloads))]
    public void A_payload_is_a_body_of_its_kind(string file)
    {
        var text = Text(file);

        if (Path.GetExtension(file) == ".form")
        {
            Assert.DoesNotContain("\n", text, StringComparison.Ordinal);
            Assert.Contains("type", QueryHelpers.ParseQuery(text).Keys);
        }
        else
        {
            using var json = JsonDocument.Parse(text);
            Assert.True(json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array);
        }
    }

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Addresses_of_a_payload_belong_to_nobody(string file) =>
        Assert.All(Address().Matches(Uri.UnescapeDataString(Text(file))), address => Assert.EndsWith(".example", address.Value, StringComparison.Ordinal));

    [Fact]
    public void Each_payload_is_in_the_list_of_its_folder()
    {
        var list = Text("README.md");

        Assert.All(Names(), file => Assert.Contains($"`{file}`", list, StringComparison.Ordinal));
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(SampleFiles.Root, "webhooks", file));

    // Message ids stand in angle brackets and look like addresses.
    [GeneratedRegex("(?<![<A-Za-z0-9.])[A-Za-z0-9.]+@[A-Za-z0-9.-]+[A-Za-z]", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Address();
}
