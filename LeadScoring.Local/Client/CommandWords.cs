using System.Text.RegularExpressions;

namespace LeadScoring.Local.Client;

/// <summary>The app's answers name parameters of a query; a person at the command line gives options. Same names, another form: <c>map=a:email</c> is <c>--map "a:email"</c>.</summary>
internal static partial class CommandWords
{
    private const string DryRun = "dryRun=true";

    // A request whose answer a command shows.
    private static readonly (string Request, string Command)[] Requests = [("GET /api/v1/leads lists", "leads list shows"), ("GET /api/v1/messages shows", "leads messages shows")];

    /// <summary>A text of the app for the command line.</summary>
    public static string Of(string text) => Parameter().Replace(Requests.Aggregate(text.Replace(DryRun, "--dry-run", StringComparison.Ordinal), static (said, pair) => said.Replace(pair.Request, pair.Command, StringComparison.Ordinal)), static match =>
    {
        var value = match.Groups["value"].Value;
        // The end of the sentence is not the end of the value, but a separator may be.
        var end = value.Length > 1 ? value.Length - value.TrimEnd('.', ',', ';').Length : 0;
        return $"--{match.Groups["name"].Value} \"{value[..^end]}\"{value[^end..]}";
    });

    // A value goes on behind a blank where a column's name has one: up to the field that every mapping ends with.
    [GeneratedRegex(@"\b(?<name>map)=(?<value>[^:""]{1,200}:[A-Za-z{}.]+)|\b(?<name>type|source|others|format|delimiter|numbers|dates)=(?<value>\S+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}
