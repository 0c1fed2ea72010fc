using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads secrets</c>: sets, lists and removes the secrets of webhooks of a data folder, while its app runs or not.</summary>
internal static class SecretsCommand
{
    public static Command Create() => new LeadsCommand("secrets", "Set, list and remove the secrets of webhooks of a local app, without a restart.", "leads secrets list", "leads secrets set TypeformSignup < secret.txt")
    {
        Set(), List(), Remove(),
    };

    private static LeadsCommand Set()
    {
        var name = Name();
        var data = Data();
        var json = CommandOutput.CreateOption();
        var command = new LeadsCommand("set", "Store a secret in the data folder, in place of an older one of that name. The secret is read from standard input, so that it stands in no history of a shell.",
            "leads secrets set TypeformSignup", "leads secrets set TypeformSignup < secret.txt") { name, data, json };
        command.SetAction((parsed, cancellation) => AppFailures.Told(async () =>
        {
            var (path, key) = (PathOf(parsed.GetRequiredValue(data)), parsed.GetRequiredValue(name));
            var secret = Console.IsInputRedirected ? await Console.In.ReadToEndAsync(cancellation) : Typed(key);
            // What `echo` and editors add is not the secret's.
            secret = secret.TrimEnd('\r', '\n');
            if (string.IsNullOrWhiteSpace(secret))
                throw new StartException("LS-LOCAL-018", $"Standard input has no secret for {key}.", $"Type it when asked, or hand it over: leads secrets set {key} < secret.txt");
            var all = SecretsFile.Read(path);
            var isNew = !all.ContainsKey(key);
            all.Remove(key);
            all[key] = secret;
            SecretsFile.Write(path, all);
            var output = new CommandOutput(parsed.GetValue(json));
            output.Result(new JsonObject { ["name"] = key, ["replaced"] = !isNew });
            output.Line($"{key} is {(isNew ? "stored" : "replaced")}; a running app takes it within a second. A connection names it: {{ \"secrets\": [ {{ \"name\": \"{key}\" }} ] }}");
            return 0;
        }));
        return command;
    }

    private static LeadsCommand List()
    {
        var data = Data();
        var json = CommandOutput.CreateOption();
        var command = new LeadsCommand("list", "List the names of the secrets of a data folder, never a secret.", "leads secrets list", "leads secrets list --json") { data, json };
        command.SetAction(parsed => AppFailures.Told(() =>
        {
            var output = new CommandOutput(parsed.GetValue(json));
            var all = SecretsFile.Read(PathOf(parsed.GetRequiredValue(data)));
            foreach (var name in all.Keys)
                output.Line(name);
            output.Result(new JsonArray([.. all.Keys.Select(static name => (JsonNode)name)]));
            output.Line(all.Count == 0 ? "There is no secret but those of the environment. Set one: leads secrets set TypeformSignup" : $"{all.Count} secrets, and those of the environment.");
            return Task.FromResult(0);
        }));
        return command;
    }

    private static LeadsCommand Remove()
    {
        var name = Name();
        var data = Data();
        var json = CommandOutput.CreateOption();
        var command = new LeadsCommand("remove", "Remove a secret from the data folder; a running app refuses what it signs within a second.", "leads secrets remove TypeformSignup") { name, data, json };
        command.SetAction(parsed => AppFailures.Told(() =>
        {
            var (path, key) = (PathOf(parsed.GetRequiredValue(data)), parsed.GetRequiredValue(name));
            var all = SecretsFile.Read(path);
            if (!all.Remove(key))
                throw new StartException("LS-LOCAL-019", $"There is no secret {key} in {path}.", "Use a name that `leads secrets list` shows. A secret of the environment is removed there; restart the app then.");
            SecretsFile.Write(path, all);
            var output = new CommandOutput(parsed.GetValue(json));
            output.Result(new JsonObject { ["name"] = key, ["removed"] = true });
            output.Line($"{key} is removed.");
            return Task.FromResult(0);
        }));
        return command;
    }

    private static Argument<string> Name()
    {
        var name = new Argument<string>("name") { Description = "The name that connections use, such as TypeformSignup: letters, digits and underscores." };
        name.Validators.Add(result =>
        {
            if (result.Tokens.Count != 1)
                return;
            var text = result.Tokens[0].Value;
            if (!SecretNames.IsName(text))
                result.AddError($"The name is '{text}'; it must be up to 64 letters, digits and underscores, such as TypeformSignup.");
            else if (TestSecrets.IsTaken(text))
                result.AddError($"The name {text} belongs to the secrets of `leads send`; choose another, such as TypeformSignup.");
        });
        return name;
    }

    private static Option<string> Data() => new("--data") { Description = "The data folder of a local app.", DefaultValueFactory = _ => ".local" };

    private static string PathOf(string data) => Directory.Exists(data)
        ? DataFolder.SecretsFileOf(data)
        : throw new StartException("LS-KEYS-004", $"There is no data folder {Path.GetFullPath(data)}.", "Name the folder of a local app with --data. For an app in Azure save the secret in its Key Vault, see docs/operations/secrets.md.");

    // On a terminal, where it is not shown.
    private static string Typed(string name)
    {
        Console.Error.Write($"The secret {name}, then Enter: ");
        var text = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
                text.Length = Math.Max(0, text.Length - 1);
            else if (key.KeyChar >= ' ')
                text.Append(key.KeyChar);
        }

        Console.Error.WriteLine();
        return text.ToString();
    }
}
