using System.CommandLine;
using System.Text.Json.Nodes;

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
        var json = CommandOutput.CreateOption();
        var target = new AppTarget();
        var command = new LeadsCommand("send", "Send test events of a source of webhooks, signed as its vendor signs.", "leads send", "leads send typeform", "leads send postmark --event bounce --count 3 --email ann@acme.example --json") { source, connection, name, count, email, secret, hook, json };
        target.AddTo(command);
        command.SetAction((parsed, cancellation) => Run(
            parsed.GetValue(source), parsed.GetValue(name),
            new TestOrder(parsed.GetRequiredValue(connection), "", parsed.GetValue(count), parsed.GetRequiredValue(email), parsed.GetValue(secret), parsed.GetValue(hook)),
            () => target.Read(parsed), target.Data(parsed), new CommandOutput(parsed.GetValue(json)), cancellation));
        return command;
    }

    private static async Task<int> Run(string? name, string? eventName, TestOrder order, Func<(Uri Url, string Key)> target, string data, CommandOutput output, CancellationToken cancellation)
    {
        var catalog = new SourceCatalog();
        if (name is null || catalog.Find(name) is not { } source || SampleSource.Find(name) is not { } sample)
        {
            foreach (var each in catalog.All)
                output.Line($"{each.Name,-16} {string.Join(", ", (SampleSource.Find(each.Name)?.Events ?? []).Select(static one => $"'{one}'"))}");
            output.Result(new JsonObject { ["sources"] = new JsonArray([.. catalog.All.Select(static each => new JsonObject { ["source"] = each.Name, ["events"] = new JsonArray([.. (SampleSource.Find(each.Name)?.Events ?? []).Select(static one => (JsonNode)one)]) })]) });
            if (name is null)
                return ExitCodes.Done;
            await Console.Error.WriteLineAsync($"The source '{name}' does not exist.{Spelling.Question(name, catalog.All.Select(static each => each.Name))} Use one of the list.");
            return ExitCodes.Failed;
        }

        if (eventName is not null && !sample.Events.Contains(eventName, StringComparer.Ordinal))
        {
            await Console.Error.WriteLineAsync($"{source.Title} has no sample event '{eventName}'.{Spelling.Question(eventName, sample.Events)} Use one of: {string.Join(", ", sample.Events.Select(static one => $"--event '{one}'"))}");
            return ExitCodes.Failed;
        }

        return await AppFailures.Told(async () =>
        {
            var (url, key) = target();
            using var app = new AppClient(url, key);
            var chosen = order with { Event = eventName ?? sample.Events[0] };
            var taken = await new TestSender(app, url, url.IsLoopback ? TestSecrets.Read(data) : null, output.Lines).Send(source, sample, chosen, cancellation);
            output.Result(new JsonObject { ["source"] = source.Name, ["connection"] = chosen.Connection, ["event"] = chosen.Event, ["sent"] = chosen.Count, ["taken"] = taken });
            return taken ? ExitCodes.Done : ExitCodes.Failed;
        });
    }
}
