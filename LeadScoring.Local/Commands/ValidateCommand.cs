using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;

using LeadScoring.Domain.Models.Linting;
using LeadScoring.Local.Client;
using LeadScoring.Local.Files;
using LeadScoring.Local.LogScoring;
using LeadScoring.Local.Validating;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads validate</c>: what a publish would refuse, and what is doubtful. 0 = fine, 1 = errors (with <c>--strict</c> warnings too), 2 = wrong usage.</summary>
internal static class ValidateCommand
{
    /// <summary>Wrong usage: nothing was checked.</summary>
    public const int WrongUsage = 2;

    public static Command Create()
    {
        var files = new Argument<string[]>("file") { Description = "Model documents; - is standard input.", Arity = ArgumentArity.ZeroOrMore };
        var strict = new Option<bool>("--strict") { Description = "Warnings fail too." };
        var log = new Option<string?>("--against-log") { Description = "Compare names with a log: a file with an event a line, as POST /api/v1/events takes it, or the address of an app." };
        var key = new Option<string?>("--key") { Description = "With an address: a key with the role marketing; without it, the one in the data folder." };
        var data = new Option<string>("--data") { Description = "The data folder of a local app.", DefaultValueFactory = _ => ".local" };
        var witnesses = new Option<bool>("--witnesses") { Description = "Print a made-up lead for each route and grade, as golden leads." };
        var json = CommandOutput.CreateOption();
        var command = new LeadsCommand("validate", "Check models as a publish does, and say what is doubtful. Needs no app.", "leads validate samples/models/b2b-saas.yaml", "leads validate model.yaml --strict --json", "leads validate model.yaml --against-log events.ndjson --witnesses")
        {
            files, strict, log, key, data, witnesses, json,
        };
        // Wrong usage has an exit code of its own here, which scripts tell from a model with errors.
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(async (parsed, cancellation) =>
        {
            var names = parsed.GetValue(files) ?? [];
            if (await Usage(command, names, parsed.UnmatchedTokens) is { } wrong)
                return wrong;
            var target = parsed.GetValue(log);
            var address = Uri.TryCreate(target, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
            if (address is null && target is not null && !File.Exists(target))
                return await Wrong($"--against-log is '{target}', which is neither a file nor an address. Give a file with an event a line, or an address such as http://localhost:7071.");
            return await AppFailures.Told(() => Run(names, address, target, () => KeyOf(parsed.GetValue(key), parsed.GetRequiredValue(data)), parsed.GetValue(strict), parsed.GetValue(witnesses), new CommandOutput(parsed.GetValue(json)), cancellation));
        });
        return command;
    }

    private static async Task<int?> Usage(Command command, string[] names, IReadOnlyList<string> unknown)
    {
        string[] options = [.. unknown.Concat(names.Where(static name => name.StartsWith("--", StringComparison.Ordinal)))];
        if (options.Length > 0)
            return await Wrong($"'{options[0]}' is not an option of validate.{Spelling.Question(options[0], command.Options.Select(static option => option.Name))}");
        if (names.Length == 0)
            return await Wrong("No file is given. Write: leads validate FILE...");
        return Array.Find(names, static name => name != ModelFile.Standard && !File.Exists(name)) is { } missing ? await Wrong($"There is no file '{missing}'.") : null;
    }

    private static async Task<int> Wrong(string message)
    {
        await Console.Error.WriteLineAsync(message);
        return WrongUsage;
    }

    private static string KeyOf(string? given, string data)
    {
        var file = Path.Combine(data, "keys.json");
        return given ?? (File.Exists(file) ? FunctionKeys.ReadOrCreate(file).Function : throw new SeedException($"No --key was given and there is no {file}. Give a key of the app with the role marketing, or the data folder with --data."));
    }

    private static async Task<int> Run(string[] names, Uri? address, string? target, Func<string> key, bool isStrict, bool findWitnesses, CommandOutput output, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var app = address is null ? null : new AppClient(address, key());
        ReadLog? log = null;
        try
        {
            log = app is not null ? await LogReader.FromApp(app, address!, cancellation) : target is not null ? await LogReader.FromFile(target, now, cancellation) : null;
        }
        catch (StartException unusable)
        {
            return await Wrong(unusable.Message);
        }

        var vocabulary = log is null ? Vocabulary.BuiltIn : Vocabulary.WithLog(log.Words);
        var reports = new List<ModelReport>();
        foreach (var name in names)
            reports.Add(await ModelReport.Make(await ModelFile.Read(name, cancellation), now, vocabulary, definition => PublishedModel.Context(app, definition, cancellation), findWitnesses));

        foreach (var report in reports)
            Print(report, output);
        if (log is not null)
            await Print(log, output);
        var (errors, warnings) = (reports.Sum(static report => report.Errors), reports.Sum(static report => report.Warnings));
        var golden = reports.SelectMany(static report => report.Golden).ToList();
        output.Line($"{Count(names.Length, "file")}: {Count(errors, "error")}, {Count(warnings, "warning")}; golden leads: {Number(golden.Count(static result => result.Passed))} of {Number(golden.Count)} passed.");
        output.Result(new JsonObject { ["errors"] = errors, ["warnings"] = warnings, ["log"] = log?.From, ["logRefused"] = log?.Refused, ["logErrors"] = log is null ? null : new JsonArray([.. log.FirstRefused.Select(static line => (JsonNode)new JsonObject { ["line"] = line.Line, ["code"] = line.Error.Code, ["detail"] = line.Error.Detail, ["fix"] = line.Error.Fix })]), ["files"] = new JsonArray([.. reports.Select(static report => (JsonNode)report.ToJson())]) });
        return errors > 0 || (isStrict && warnings > 0) ? ExitCodes.Failed : ExitCodes.Done;
    }

    // What cannot be used of a log is no finding about a model: it is told where scripts do not look for these.
    private static async Task Print(ReadLog log, CommandOutput output)
    {
        foreach (var line in log.FirstRefused)
            await Console.Error.WriteLineAsync(LogErrors.Text(line));
        if (log.Refused > log.FirstRefused.Count)
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"... and {log.Refused - log.FirstRefused.Count} lines more"));
        output.Line($"Names are compared with {log.From}.");
    }

    private static void Print(ModelReport report, CommandOutput output)
    {
        foreach (var problem in report.Problems)
            output.Line(report.Line(problem));
        if (report.Witnesses.IsEmpty)
            return;
        output.Line("tests:");
        foreach (var witness in report.Witnesses)
            output.Line(witness.Lead is null ? $"  # {witness.Goal}: no lead was found that reaches it, which does not prove that there is none" : witness.ToYaml().TrimEnd('\n'));
    }

    private static string Count(int count, string what) => $"{Number(count)} {what}{(count == 1 ? "" : "s")}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
