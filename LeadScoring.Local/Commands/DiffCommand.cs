using System.CommandLine;
using System.Text.Json.Nodes;

using LeadScoring.Domain.Models.Comparing;
using LeadScoring.Local.Publishing;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads diff</c>: what two model documents say differently. Its exit codes are those of <c>diff</c>: 0 = the same, 1 = different, 2 = they cannot be compared.</summary>
internal static class DiffCommand
{
    private const int Same = 0;
    private const int Different = 1;
    private const int Trouble = 2;

    public static Command Create()
    {
        var old = new Argument<string>("old") { Description = "The file as it was." };
        var @new = new Argument<string>("new") { Description = "The file as it is." };
        var json = CommandOutput.CreateOption();
        var command = new LeadsCommand("diff", "Say what two model documents say differently: by meaning, not by line. 0 = the same, 1 = different, 2 = they cannot be compared.", "leads diff live.yaml m.yaml", "leads diff live.yaml m.yaml --json") { old, @new, json };
        command.UsageCode = Trouble;
        command.SetAction((parsed, cancellation) => Run(parsed.GetRequiredValue(old), parsed.GetRequiredValue(@new), new CommandOutput(parsed.GetValue(json)), cancellation));
        return command;
    }

    private static async Task<int> Run(string oldPath, string newPath, CommandOutput output, CancellationToken cancellation)
    {
        try
        {
            var (before, after) = (await ModelDocument.Read(oldPath, cancellation), await ModelDocument.Read(newPath, cancellation));
            if (before.Definition is null || after.Definition is null)
            {
                foreach (var line in before.Lines.Concat(after.Lines))
                    await Console.Error.WriteLineAsync(line);
                return Trouble;
            }

            var changes = ModelDiff.Between(before.Definition, after.Definition);
            foreach (var change in changes)
                output.Line(change.Text);
            if (changes.IsEmpty)
                output.Line(before.Text == after.Text ? "The same text." : "The same meaning.");
            output.Result(new JsonObject { ["same"] = changes.IsEmpty, ["sameText"] = before.Text == after.Text, ["changes"] = new JsonArray([.. changes.Select(Item)]) });
            return changes.IsEmpty ? Same : Different;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{problem.Message}\n  fix: Name two files that you may read.");
            return Trouble;
        }
    }

    private static JsonObject Item(ModelChange change)
    {
        var item = new JsonObject { ["kind"] = change.Kind.ToString().ToLowerInvariant(), ["part"] = change.Part };
        foreach (var (name, value) in new[] { ("id", change.Id), ("aspect", change.Aspect), ("old", change.Old), ("new", change.New) })
        {
            if (value is not null)
                item[name] = value;
        }

        item["text"] = change.Text;
        return item;
    }
}
