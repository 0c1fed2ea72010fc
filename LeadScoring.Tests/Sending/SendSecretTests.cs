using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Local;
using LeadScoring.Local.Sending;
using LeadScoring.Tests.Sources;

namespace LeadScoring.Tests.Sending;

/// <summary>What is typed wrong on the command line ends in a sentence with the fix and not in a stack.</summary>
[Collection(nameof(CommandLine))]
public sealed class SendSecretTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("typed").FullName;

    public static TheoryData<string> Sources() => [.. new SourceCatalog().All.Select(static source => source.Name)];

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_vendors_own_secret_can_be_signed_with_and_what_is_none_is_refused_before(string name)
    {
        var source = new SourceCatalog().Find(name)!;
        var sample = SampleSource.Find(name)!;
        var delivery = sample.Delivery(sample.Events[0], new FreshValues("sue@acme.example", DateTimeOffset.UnixEpoch));
        foreach (var way in source.Verifiers)
        {
            var vendor = new Vendor(way, "https://leads-send.example/hooks");

            Assert.Null(vendor.Unusable(VendorSecret.Of(way, "a-secret-of-a-test").Signs));
            foreach (var typed in new[] { "", "wrong", "whsec_", "whsec_%", "****", "MIIB", new string('x', 5000), "a b", "ä" })
            {
                // Whatever passes the check can be signed with.
                if (vendor.Unusable(typed) is null)
                    _ = vendor.Sign(delivery, typed, typed, DateTimeOffset.UnixEpoch);
            }
        }
    }

    [Theory]
    [InlineData("The --secret is not a secret of Standard Webhooks: it must be 'whsec_' followed by base64", "send", "generic", "--secret", "wrong", "--key", "0123456789abcdef")]
    [InlineData("--secret is not a secret of SendGrid Event Webhook: it must be a private key", "send", "sendgrid", "--secret", "wrong", "--key", "0123456789abcdef")]
    [InlineData("The --key must be a key of the app", "send", "typeform", "--key", "two words")]
    [InlineData("The --key must be a key of the app", "seed", "--key", "ä")]
    [InlineData("--hook is 'main'; it must be the whole address", "send", "mandrill", "--hook", "main")]
    [InlineData("--url is 'localhost'; it must be an address", "send", "typeform", "--url", "localhost")]
    [InlineData("--port is 70000; it must be from 0 to 65535", "doctor", "--port", "70000")]
    [InlineData("--demo-leads is 0; it must be from 1 to 100000", "up", "--demo", "--demo-leads", "0")]
    [InlineData("--count is 0; it must be from 1 to 10000", "send", "typeform", "--count", "0")]
    [InlineData("Cannot parse argument 'many'", "seed", "--leads", "many")]
    [InlineData("nowhere.csv does not exist", "import", "nowhere.csv", "--key", "0123456789abcdef")]
    [InlineData("there is no nowhere/keys.json", "seed", "--data", "nowhere")]
    [InlineData("fix:", "restore", "--from", "nowhere", "--data", "nowhere")]
    [InlineData("fix:", "backup", "--to", "nowhere", "--storage", "nonsense")]
    [InlineData("fix:", "redrive", "--storage", "nonsense")]
    [InlineData("fix:", "redrive", "--data", "nowhere")]
    [Needs(Need.Processes)]
    public async Task A_mistyped_option_is_named_with_what_it_must_be(string said, params string[] arguments)
    {
        var (code, text) = await CommandLine.Run(arguments);

        Assert.Equal(1, code);
        Assert.Contains(said, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", text, StringComparison.Ordinal);
    }

    [Fact]
    [Needs(Need.Processes)]
    public async Task A_data_folder_that_is_a_file_or_has_a_folder_for_keys_is_named()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "x");
        Directory.CreateDirectory(Path.Combine(_folder, "keys.json"));

        var asFile = await CommandLine.Run("up", "--port", "0", "--data", file);
        var asFolder = await CommandLine.Run("up", "--port", "0", "--data", _folder);

        Assert.Equal((1, 1), (asFile.Code, asFolder.Code));
        Assert.Contains("LS-LOCAL-022", asFile.Text, StringComparison.Ordinal);
        Assert.Contains("LS-LOCAL-022", asFolder.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", asFile.Text + asFolder.Text, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

/// <summary>Runs <c>leads</c> in this process and hears what it prints; the console belongs to all, so no other test of this kind runs meanwhile.</summary>
[CollectionDefinition(nameof(CommandLine), DisableParallelization = true)]
public sealed class CommandLine
{
    internal static async Task<(int Code, string Text)> Run(params string[] arguments)
    {
        var (output, error) = (Console.Out, Console.Error);
        await using var heard = new StringWriter();
        Console.SetOut(heard);
        Console.SetError(heard);
        try
        {
            return (await Program.Main(arguments), heard.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
