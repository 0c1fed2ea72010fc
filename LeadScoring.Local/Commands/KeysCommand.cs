using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Access;
using LeadScoring.Functions.Access.Callers;
using LeadScoring.Functions.Http;
using LeadScoring.Local.Files;
using LeadScoring.Local.Keys;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads keys</c>: makes, lists, replaces and removes the keys of callers.</summary>
internal static class KeysCommand
{
    private const int UsualOverlap = 7;

    public static Command Create() => new LeadsCommand("keys", "Make, list, rotate and revoke the keys of callers. A key is shown once; only its hash is stored.", "leads keys list", "leads keys new crm --role connector")
    {
        New(), List(), Rotate(), Revoke(),
    };

    private static LeadsCommand New()
    {
        var name = Name();
        var role = new Option<string>("--role") { Description = $"What the caller may do; several separated by commas: {string.Join(", ", Roles.All.Select(Roles.NameOf))}.", Required = true };
        role.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value.Split(',').FirstOrDefault(static word => Roles.Find(word) is null) is { } wrong)
                result.AddError($"--role is '{wrong}'; it must be one of {string.Join(", ", Roles.All.Select(Roles.NameOf))}.");
        });
        var days = ValidDays();
        var slot = new Option<string>("--slot") { Description = "With --azure, the slot of the setting: current or next. Both count, so that one can replace the other.", DefaultValueFactory = _ => KeyRing.Slots[0] };
        OneOfSlots(slot);
        var azure = new Option<string?>("--azure") { Description = "Print what stores the key in this function app, and store nothing here." };
        var group = new Option<string>("--resource-group") { Description = "Its resource group.", DefaultValueFactory = _ => "<resource group>" };
        var data = Data();
        var json = CommandOutput.CreateOption();
        var command = new LeadsCommand("new", "Make a key for a new caller, and store its hash in the data folder.", "leads keys new crm --role connector", "leads keys new reports --role read --valid-days 365 --azure my-leads") { name, role, days, slot, azure, group, data, json };
        command.SetAction(parsed => AppFailures.Told(() =>
        {
            var output = new CommandOutput(parsed.GetValue(json));
            IReadOnlyList<Role> roles = [.. parsed.GetRequiredValue(role).Split(',').Select(static word => Roles.Find(word)!.Value)];
            if (parsed.GetValue(azure) is not { } app)
                return Task.FromResult(Show(Ring(parsed.GetRequiredValue(data)).Create(parsed.GetRequiredValue(name), roles, Valid(parsed, days)), output));
            var made = NewKey.Create(parsed.GetRequiredValue(name), parsed.GetRequiredValue(slot), roles, Valid(parsed, days), TimeProvider.System);
            ShowKey(made, output);
            output.Line("Store its hash; the app restarts and takes the key within a minute:");
            output.Line($"az functionapp config appsettings set --name {app} --resource-group {parsed.GetValue(group)} --output none --settings \"{made.Setting}={made.Value}\"");
            output.Line("`azd provision` keeps only the keys that its environment knows. Add this one there, after a semicolon if there are others:");
            output.Line($"azd env set LEADSCORING_ACCESS_KEYS \"{made.Stored.Name}__{made.Stored.Slot}={made.Value}\"");
            return Task.FromResult(0);
        }));
        return command;
    }

    private static LeadsCommand List()
    {
        var data = Data();
        var json = CommandOutput.CreateOption();
        var command = new LeadsCommand("list", "List the keys of a data folder: callers, roles and dates, never a key.", "leads keys list", "leads keys list --json") { data, json };
        command.SetAction(parsed => AppFailures.Told(() =>
        {
            var output = new CommandOutput(parsed.GetValue(json));
            var all = Ring(parsed.GetRequiredValue(data)).List();
            foreach (var key in all)
                output.Line($"{key.Name}  {key.Slot}  {string.Join(',', key.Roles.Select(Roles.NameOf))}  {StateOf(key)}");
            output.Result(new JsonArray([.. all.Select(AsJson)]));
            output.Line(all.Count == 0 ? "There is no key but those of keys.json. Make one: leads keys new crm --role connector" : $"{all.Count} keys, and those of keys.json.");
            return Task.FromResult(0);
        }));
        return command;
    }

    private static LeadsCommand Rotate()
    {
        var name = Name();
        var overlap = new Option<int>("--overlap-days") { Description = "Days for which the old key still counts; 0 ends it now.", DefaultValueFactory = _ => UsualOverlap };
        overlap.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 0 or > 400)
                result.AddError($"--overlap-days is {number}; it must be from 0 to 400, such as --overlap-days {UsualOverlap}.");
        });
        var days = ValidDays();
        var data = Data();
        var json = CommandOutput.CreateOption();
        var command = new LeadsCommand("rotate", "Make a second key for a caller of the data folder; the first ends after some days.", "leads keys rotate crm", "leads keys rotate crm --overlap-days 0") { name, overlap, days, data, json };
        command.SetAction(parsed => AppFailures.Told(() => Task.FromResult(Show(
            Ring(parsed.GetRequiredValue(data)).Rotate(parsed.GetRequiredValue(name), TimeSpan.FromDays(parsed.GetValue(overlap)), Valid(parsed, days)), new CommandOutput(parsed.GetValue(json))))));
        return command;
    }

    private static LeadsCommand Revoke()
    {
        var name = Name();
        var slot = new Option<string?>("--slot") { Description = "Only the key of this slot: current or next." };
        OneOfSlots(slot);
        var data = Data();
        var json = CommandOutput.CreateOption();
        var command = new LeadsCommand("revoke", "Remove the keys of a caller from the data folder; a running app refuses them within a second.", "leads keys revoke crm", "leads keys revoke crm --slot next") { name, slot, data, json };
        command.SetAction(parsed => AppFailures.Told(() =>
        {
            var removed = Ring(parsed.GetRequiredValue(data)).Revoke(parsed.GetRequiredValue(name), parsed.GetValue(slot));
            var output = new CommandOutput(parsed.GetValue(json));
            output.Result(new JsonObject { ["name"] = parsed.GetValue(name), ["removed"] = removed });
            output.Line($"{removed} keys of {parsed.GetValue(name)} are removed.");
            return Task.FromResult(0);
        }));
        return command;
    }

    private static Argument<string> Name()
    {
        var name = new Argument<string>("name") { Description = "The caller, such as crm: letters, digits and single underscores. It is in the audit log." };
        name.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !AccessKeyText.IsName(result.Tokens[0].Value))
                result.AddError($"The name is '{result.Tokens[0].Value}'; it must be up to 64 letters, digits and single underscores, such as crm_production.");
        });
        return name;
    }

    private static Option<int?> ValidDays()
    {
        var days = new Option<int?>("--valid-days") { Description = "Days after which the new key ends; without it, it has no end." };
        days.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 1 or > 3660)
                result.AddError($"--valid-days is {number}; it must be from 1 to 3660, such as --valid-days 365.");
        });
        return days;
    }

    private static void OneOfSlots<T>(Option<T> option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && !KeyRing.Slots.Contains(result.Tokens[0].Value, StringComparer.Ordinal))
            result.AddError($"--slot is '{result.Tokens[0].Value}'; it must be {string.Join(" or ", KeyRing.Slots)}.");
    });

    private static Option<string> Data() => new("--data") { Description = "The data folder of a local app.", DefaultValueFactory = _ => ".local" };

    private static TimeSpan? Valid(ParseResult parsed, Option<int?> days) => parsed.GetValue(days) is { } number ? TimeSpan.FromDays(number) : null;

    private static KeyRing Ring(string data) => Directory.Exists(data)
        ? new KeyRing(DataFolder.AccessFileOf(data), TimeProvider.System)
        : throw new StartException("LS-KEYS-004", $"There is no data folder {Path.GetFullPath(data)}.", "Name the folder of a local app with --data, or use --azure for an app in Azure.");

    private static int Show(NewKey made, CommandOutput output)
    {
        ShowKey(made, output);
        output.Line($"Its hash is stored; a running app takes the key within a second. It is the caller key:{made.Stored.Name} in the audit log, and {StateOf(made.Stored)}.");
        return 0;
    }

    private static void ShowKey(NewKey made, CommandOutput output)
    {
        // Once, where it was asked for: with --json only there.
        if (!output.IsJson)
            output.Line($"key: {made.Key}");
        var result = AsJson(made.Stored);
        result["key"] = made.Key;
        output.Result(result);
        output.Line("This is the only time that the key is shown. Send it in the header x-api-key.");
    }

    private static JsonObject AsJson(AccessKey key) =>
        new() { ["name"] = key.Name, ["slot"] = key.Slot, ["roles"] = new JsonArray([.. key.Roles.Select(static role => (JsonNode)Roles.NameOf(role))]), ["notAfter"] = key.NotAfter?.UtcDateTime };

    private static string StateOf(AccessKey key) => key.NotAfter is not { } end ? "has no end"
        : string.Create(CultureInfo.InvariantCulture, $"{(end <= TimeProvider.System.GetUtcNow() ? "ended" : "ends")} {TimeText.Of(end)}");
}
