using System.Globalization;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Http;
using LeadScoring.Local.Publishing;

namespace LeadScoring.Local.Commands;

/// <summary>Asks, publishes, and follows the rebuild.</summary>
internal static class PublishRun
{
    private const string ConfirmCode = "LS-PUBLISH-007";

    /// <summary>Publishes the draft, or the text of an old version.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(ModelApi api, string model, int? version, PublishAnswers answers, CommandOutput output, CancellationToken cancellation)
    {
        if (!answers.IsYes && answers.Confirm is null && !Ask($"Publish {model}? Type yes: ", "yes"))
            return await Refused("Nothing was published. Add --yes, or type yes.");

        var answer = await api.Publish(version, answers.Author, answers.Reason, answers.Confirm, cancellation);
        if (answer is { Code: ConfirmCode, Confirm: { } number } && answers.Confirm is null)
        {
            await Console.Error.WriteLineAsync(answer.Body.GetProperty("detail").GetString());
            var text = number.ToString(CultureInfo.InvariantCulture);
            if (answers.IsYes || !Ask($"Type the number {text} to hand them off: ", text))
                return await Refused($"Nothing was published. Ask sales, then add --confirm {text}.");
            answer = await api.Publish(version, answers.Author, answers.Reason, number, cancellation);
        }

        var published = answer.Expect(202);
        output.Line($"Published {model} version {published.GetProperty("version")}. {published.GetProperty("says").GetString()}");
        if (published.TryGetProperty("note", out var note))
            output.Line(note.GetString()!);
        var leads = await api.FollowRebuild((done, all) => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"rebuilding: {done} of {all} parts of the leads are done")), cancellation);
        output.Line(leads is null ? "The rebuild goes on in the background." : string.Create(CultureInfo.InvariantCulture, $"{leads} leads are rebuilt."));
        var result = JsonNode.Parse(JsonText.Raw(published))!.AsObject();
        (result["model"], result["published"], result["rebuilt"]) = (model, true, leads is not null);
        output.Result(result);
        return leads is null ? ExitCodes.DoneInPart : ExitCodes.Done;
    }

    // Nobody answers in a pipeline.
    private static bool Ask(string question, string wanted)
    {
        if (Console.IsInputRedirected)
            return false;
        Console.Error.Write(question);
        return Console.ReadLine()?.Trim() == wanted;
    }

    private static async Task<int> Refused(string text)
    {
        await Console.Error.WriteLineAsync(text);
        return ExitCodes.Failed;
    }
}
