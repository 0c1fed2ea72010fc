using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Http;
using LeadScoring.Local.Publishing;

namespace LeadScoring.Local.Commands;

/// <summary>Asks, publishes, and follows the rebuild.</summary>
internal static class PublishRun
{
    private const string ConfirmCode = "LS-PUBLISH-007";

    /// <summary>Publishes the draft, or the text of an old version.</summary>
    /// <param name="api">The app.</param>
    /// <param name="model">Id of the model.</param>
    /// <param name="version">The old version; null = the draft.</param>
    /// <param name="answers">What was typed.</param>
    /// <param name="findings">What the app's answer has to say of the document that was not said before.</param>
    /// <param name="output">Where it is said.</param>
    /// <param name="cancellation">Stops following the rebuild.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(ModelApi api, string model, int? version, PublishAnswers answers, Func<JsonElement, IEnumerable<string>> findings, CommandOutput output, CancellationToken cancellation)
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
        foreach (var finding in findings(published))
            output.Line(finding);
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
