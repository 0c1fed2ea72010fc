using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;
using LeadScoring.Local.Client;
using LeadScoring.Local.Files;
using LeadScoring.Local.LogScoring;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads score</c>: every lead of a file of events under a model, without an app. 0 = done, 2 = done, but some lines are refused, 1 = not done.</summary>
internal static class ScoreCommand
{
    private const int RefusedShown = 20;

    public static Command Create()
    {
        var model = LogOptions.Model();
        var events = LogOptions.Events();
        var asOf = LogOptions.AsOf();
        var to = new Option<string?>("--out") { Description = "Write to this file, by its name as .csv or .ndjson; without it, CSV goes to standard output." };
        var json = new Option<bool>("--json") { Description = "Write a JSON object per lead, with exact figures, categories and ledger." };
        var command = new LeadsCommand("score", "Score the leads of a file of events under a model; no app is needed, and nothing is stored.",
            "leads score --model model.yaml --events log.ndjson",
            "leads score --model model.yaml --events log.ndjson --as-of 2026-03-01 --out leads.csv",
            "leads score --model model.yaml --events - --json") { model, events, asOf, to, json };
        command.SetAction((parsed, cancellation) => AppFailures.Told(() => Run(
            LogModel.Read(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(events), parsed.GetValue(asOf), parsed.GetValue(to), parsed.GetValue(json), TimeProvider.System, cancellation)));
        return command;
    }

    /// <summary>Runs the command.</summary>
    /// <param name="model">The model.</param>
    /// <param name="events">The path of the log, or <c>-</c>.</param>
    /// <param name="asOf">The day as it was typed; null = today.</param>
    /// <param name="to">The path to write to; null = standard output.</param>
    /// <param name="isJson">With exact figures, categories and ledger.</param>
    /// <param name="clock">Says which day is today.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The exit code.</returns>
    internal static async Task<int> Run(ScoringModel model, string events, string? asOf, string? to, bool isJson, TimeProvider clock, CancellationToken cancellation)
    {
        var day = LogOptions.DayOf(asOf, model, clock);
        var form = FormOf(to, isJson);
        var source = new LogSource(events);
        var score = new LogScore(model, day, clock, explains: isJson);
        var progress = SeedProgress.OnStandardError();
        var began = Stopwatch.GetTimestamp();
        await Read(source, score, progress, cancellation);
        var read = Stopwatch.GetElapsedTime(began);
        if (score.Folder.Events + score.Folder.Duplicates + score.Folder.Later == 0)
            throw LogErrors.NoEvent(source.Name, score.Refused);
        var leads = score.Leads();
        var evaluated = Stopwatch.GetElapsedTime(began) - read;
        await using (var stream = to is null ? Console.OpenStandardOutput() : File.Create(to))
        {
            using var writer = new ScoreWriter(model, form, stream);
            writer.Begin();
            foreach (var lead in leads)
                writer.Write(lead);
        }

        Tell(score, leads.Count, day, [read, evaluated, Stopwatch.GetElapsedTime(began) - read - evaluated], progress);
        return score.Refused.Count > 0 ? ExitCodes.DoneInPart : ExitCodes.Done;
    }

    // A pipe does not say how long it is.
    private static Task Read(LogSource source, LogScore score, SeedProgress progress, CancellationToken cancellation)
    {
        var length = source.IsOnce ? 0 : source.Length;
        return length == 0
            ? score.Read(source, static _ => { }, cancellation)
            : progress.Step($"reading {source.Name}", report => score.Read(source, bytes => report((double)bytes / length), cancellation));
    }

    // The spans are those of reading, scoring and writing.
    private static void Tell(LogScore score, int leads, Day day, ReadOnlySpan<TimeSpan> took, SeedProgress progress)
    {
        foreach (var line in score.Refused.Take(RefusedShown))
            progress.Line(LogErrors.Text(line));
        if (score.Refused.Count > RefusedShown)
            progress.Line(string.Create(CultureInfo.InvariantCulture, $"... and {score.Refused.Count - RefusedShown:N0} lines more: {string.Join(", ", score.Refused.Skip(RefusedShown).Take(100).Select(static line => line.Line))}{(score.Refused.Count > RefusedShown + 100 ? ", ..." : "")}"));
        var folder = score.Folder;
        progress.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{leads:N0} leads as of {day}, from {folder.Events:N0} events; {folder.Duplicates:N0} came again, {folder.Suspected:N0} seem a machine's, {folder.Later:N0} are later, {score.Refused.Count:N0} lines are refused. Read in {took[0].TotalSeconds:0.0} s ({score.Parsing.TotalSeconds:0.0} s of parsing on all cores, {score.Noting.TotalSeconds:0.0} s of noting), scored in {took[1].TotalSeconds:0.0} s ({score.Scoring.TotalMicroseconds / Math.Max(1, folder.Events):0.00} microseconds an event on one core), written in {took[2].TotalSeconds:0.0} s."));
        if (folder.Shared is > 0 and var shared)
            progress.Line(string.Create(CultureInfo.InvariantCulture, $"{shared:N0} browsers are used by several people: what was done there before anybody said who they are counts for the first of them."));
    }

    private static ScoreForm FormOf(string? to, bool isJson) => Path.GetExtension(to ?? "").ToUpperInvariant() switch
    {
        ".NDJSON" or ".JSONL" => isJson ? ScoreForm.Explained : ScoreForm.Lines,
        ".CSV" when !isJson => ScoreForm.Csv,
        "" when to is null => isJson ? ScoreForm.Explained : ScoreForm.Csv,
        _ => throw new StartException("LS-SCORE-006", $"{to} cannot be written{(isJson ? " as JSON" : "")}: its name must say how.", isJson ? "Name a file that ends in .ndjson, or leave --json out." : "Name a file that ends in .csv or .ndjson."),
    };
}
