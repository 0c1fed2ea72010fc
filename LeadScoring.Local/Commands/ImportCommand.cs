using System.CommandLine;

using LeadScoring.Local.Client;
using LeadScoring.Local.Importing;

using Spectre.Console;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads import</c>: a file of leads or events for an app that runs. 0 = all rows are taken, 2 = some are rejected, 1 = the file was not taken whole.</summary>
internal static class ImportCommand
{
    private const int SomeRejected = 2;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "CSV whose first line names the columns, or a JSON object per line; UTF-8." };
        var map = new Option<string[]>("--map") { Description = "What a column is, as column:field: email, externalId, visitor, id, type, occurredAt, profile.{name}, property.{name} or none. May be repeated." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check the file and store nothing." };
        Option<string?>[] others =
        [
            new("--type") { Description = "Rows are events of this type." },
            new("--source") { Description = "The source of the events; together with the rows' ids it identifies them." },
            new("--others") { Description = "How to import columns without a mapping: profile, properties or none." },
            new("--format") { Description = "csv or ndjson; without it, by the file's name." },
            new("--delimiter") { Description = "The separator of cells: a character, or tab; without it, detected from the file." },
        ];
        var target = new AppTarget();
        var command = new Command("import", "Import leads or events from a file.") { file, map, dryRun };
        foreach (var option in others)
            command.Options.Add(option);
        target.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var query = (parsed.GetValue(map) ?? []).Select(static text => ("map", (string?)text))
                .Concat(others.Select(option => (option.Name[2..], parsed.GetValue(option))))
                .Append(("dryRun", parsed.GetValue(dryRun) ? "true" : null))
                .Where(static pair => pair.Item2 is not null)
                .Select(static pair => KeyValuePair.Create(pair.Item1, pair.Item2));
            return Run(parsed.GetRequiredValue(file), QueryString.Create(query).Value ?? "", () => target.Read(parsed), cancellation);
        });
        return command;
    }

    private static Task<int> Run(FileInfo file, string query, Func<(Uri Url, string Key)> target, CancellationToken cancellation) => AppFailures.Told(async () =>
    {
        var (url, key) = target();
        using var app = new AppClient(url, key, patience: Timeout.InfiniteTimeSpan);
        var outcome = await new Importer(app, SeedProgress.OnStandardError()).Send(file, query, cancellation);
        new ImportSummary(AnsiConsole.Console).Write(outcome);
        return outcome.Problem is not null ? 1 : outcome.Report!.Rejected > 0 ? SomeRejected : 0;
    });
}
