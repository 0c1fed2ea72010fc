using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace LeadScoring.Local.Commands;

/// <summary>The options of commands that publish.</summary>
internal sealed class PublishOptions
{
    private readonly Option<string> _author = new("--author") { Description = "Who publishes, for those who read the history later.", Required = true };
    private readonly Option<string> _reason = new("--reason") { Description = "Why.", Required = true };
    private readonly Option<bool> _yes = new("--yes") { Description = "Publish without asking. What hands off many leads at once needs --confirm all the same." };
    private readonly Option<int?> _confirm = new("--confirm") { Description = "The number of leads that are handed off at once, where the app asks for it." };

    public PublishOptions() => _confirm.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number < 0)
            result.AddError($"--confirm is {number}; it must be a number of leads, such as --confirm 37.");
    });

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_author);
        command.Options.Add(_reason);
        command.Options.Add(_yes);
        command.Options.Add(_confirm);
    }

    /// <summary>What was typed.</summary>
    public PublishAnswers Read(ParseResult parsed) => new(parsed.GetRequiredValue(_author), parsed.GetRequiredValue(_reason), parsed.GetValue(_yes), parsed.GetValue(_confirm));
}

/// <summary>What somebody typed about a publish.</summary>
/// <param name="Author">Who.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsYes">Without asking.</param>
/// <param name="Confirm">The number of leads that are handed off at once; null = not given.</param>
internal sealed record PublishAnswers(string Author, string Reason, bool IsYes, int? Confirm);
