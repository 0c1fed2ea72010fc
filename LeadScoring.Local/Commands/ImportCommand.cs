using System.CommandLine;
using System.Text.Json.Nodes;

using LeadScoring.Local.Client;
using LeadScoring.Local.Importing;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads import</c>: a file of leads or events for an app that runs. 0 = all rows are taken, 2 = some are rejected, 1 = the file was not taken whole.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "CSV whose first line names the columns, an Excel workbook (.xlsx), or a JSON object per line; - reads standard input." };
        var map = new Option<string[]>("--map") { Description = "What a column is, as column:field, or as column|column:field the first that is filled in: email, externalId, visitor, id, type, occurredAt, profile.{name}, property.{name} or none. May be repeated." };
        var clear = new Option<string[]>("--clear") { Description = "Columns, separated by commas, in which a blank empties the attribute; elsewhere a blank says nothing. May be repeated." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check the file and store nothing." };
        Option<string?>[] others =
        [
            new("--type") { Description = "Rows are events of this type." },
            new("--source") { Description = "The source of the events; together with the rows' ids it identifies them." },
            new("--others") { Description = "How to import columns without a mapping: profile, properties or none." },
            new("--format") { Description = "csv, ndjson or xlsx; without it, by the file's name and content." },
            new("--delimiter") { Description = "The separator of cells: a character, or tab; without it, detected from the file." },
            new("--numbers") { Description = "How the file writes numbers: en for 1,200.5; de, fr, es, it or nl for 1.200,5." },
            new("--dates") { Description = "What comes first in its dates: dmy for 31/12/2027, mdy for 12/31/2027." },
        ];
        var json = CommandOutput.CreateOption();
        file.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', _, ..] wrong }])
                result.AddError($"There is no option {wrong}.{Spelling.Question(wrong, ["--map", "--clear", "--dry-run", "--json", "--url", "--key", "--data", .. others.Select(static option => option.Name)])} A file of this name is ./{wrong}.");
        });
        var target = new AppTarget();
        var command = new LeadsCommand("import", "Import leads or events from a file.",
            "leads import leads.csv --dry-run",
            "leads import export.xlsx --map \"Work email|Email:email\" --numbers de --dates dmy",
            "leads import visits.csv --type event.attended --source old-crm",
            "unzip -p export.zip leads.csv | leads import - --json") { file, map, clear, dryRun, json };
        foreach (var option in others)
            command.Options.Add(option);
        target.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var query = (parsed.GetValue(map) ?? []).Select(static text => ("map", (string?)text))
                .Concat((parsed.GetValue(clear) ?? []).Select(static text => ("clear", (string?)text)))
                .Concat(others.Select(option => (option.Name[2..], parsed.GetValue(option))))
                .Append(("dryRun", parsed.GetValue(dryRun) ? "true" : null))
                .Where(static pair => pair.Item2 is not null)
                .Select(static pair => KeyValuePair.Create(pair.Item1, pair.Item2));
            return Run(parsed.GetRequiredValue(file), QueryString.Create(query).Value ?? "", new CommandOutput(parsed.GetValue(json)), () => target.Read(parsed), cancellation);
        });
        return command;
    }

    private static Task<int> Run(string path, string query, CommandOutput output, Func<(Uri Url, string Key)> target, CancellationToken cancellation) => AppFailures.Told(async () =>
    {
        var (url, key) = target();
        using var file = await ImportFile.Find(path, Console.OpenStandardInput, cancellation);
        using var app = new AppClient(url, key, patience: Timeout.InfiniteTimeSpan);
        var outcome = await new Importer(app, SeedProgress.OnStandardError()).Send(file, query, cancellation);
        if (output.IsJson)
            output.Result(JsonNode.Parse(outcome.Text)!);
        else
            new ImportSummary(Consoles.Output()).Write(outcome);
        return outcome.Problem is not null ? ExitCodes.Failed : outcome.Report!.Rejected > 0 ? ExitCodes.DoneInPart : ExitCodes.Done;
    });
}
