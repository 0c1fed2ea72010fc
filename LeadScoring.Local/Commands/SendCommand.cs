using System.CommandLine;

using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Local.Client;
using LeadScoring.Local.Files;
using LeadScoring.Local.Sending;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads send</c>: test events of a source of webhooks, as its vendor would send them. 0 = all were taken.</summary>
internal static class SendCommand
{
    public static Command Create()
    {
        var source = new Argument<string?>("source") { Description = "Such as typeform; without it, the sources and their events are listed.", Arity = ArgumentArity.ZeroOrOne };
        var connection = new Option<string>("--connection") { Description = "To which connection; on a local app it is made when it is missing.", DefaultValueFactory = _ => "test" };
        var name = new Option<string?>("--event") { Description = "Which event; without it, the first of the list." };
        var count = new Option<int>("--count") { Description = "How often, each time with new ids and times.", DefaultValueFactory = _ => 1 };
        var email = new Option<string>("--email") { Description = "Whose it is, where the source names an address.", DefaultValueFactory = _ => "ann.berg@northmill.example" };
        var secret = new Option<string?>("--secret") { Description = "The vendor's secret; without it, that of the local app for test events." };
        var hook = new Option<string?>("--hook") { Description = "The address that is set at the vendor, if the vendor signs it." };
        count.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 1 or > 10_000)
                result.AddError($"--count is {number}; it must be from 1 to 10000, such as --count 3.");
        });
        hook.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")))
                result.AddError($"--hook is '{result.Tokens[0].Value}'; it must be the whole address that is set at the vendor, such as https://leads.example.com/hooks/mandrill/main.");
        });
        var target = new AppTarget();
        var command = new Command("send", "Send test events of a source of webhooks, signed as its vendor signs.") { source, connection, name, count, email, secret, hook };
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => Run(
            parsed.GetValue(source), parsed.GetValue(name),
            new TestOrder(parsed.GetRequiredValue(connection), "", parsed.GetValue(count), parsed.GetRequiredValue(email), parsed.GetValue(secret), parsed.GetValue(hook)),
            () => target.Read(parsed), target.Data(parsed), cancellation));
        return command;
    }

    private static async Task<int> Run(string? name, string? eventName, TestOrder order, Func<(Uri Url, string Key)> target, string data, CancellationToken cancellation)
    {
        var catalog = new SourceCatalog();
        if (name is null || catalog.Find(name) is not { } source || SampleSource.Find(name) is not { } sample)
        {
            foreach (var each in catalog.All)
                Console.WriteLine($"{each.Name,-16} {string.Join(", ", (SampleSource.Find(each.Name)?.Events ?? []).Select(static one => $"'{one}'"))}");
            if (name is null)
                return 0;
            await Console.Error.WriteLineAsync($"The source '{name}' does not exist. Use one of the list.");
            return 1;
        }

        if (eventName is not null && !sample.Events.Contains(eventName, StringComparer.Ordinal))
        {
            await Console.Error.WriteLineAsync($"{source.Title} has no sample event '{eventName}'. Use one of: {string.Join(", ", sample.Events.Select(static one => $"--event '{one}'"))}");
            return 1;
        }

        return await AppFailures.Told(async () =>
        {
            var (url, key) = target();
            using var app = new AppClient(url, key);
            return await new TestSender(app, url, url.IsLoopback ? TestSecrets.Read(data) : null, Console.Out).Send(source, sample, order with { Event = eventName ?? sample.Events[0] }, cancellation) ? 0 : 1;
        });
    }
}
