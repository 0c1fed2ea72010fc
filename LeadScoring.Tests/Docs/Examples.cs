using System.Diagnostics;
using System.Text.RegularExpressions;
using LeadScoring.Tests.Infra;

namespace LeadScoring.Tests.Docs;

/// <summary>The shell examples of a page: its blocks marked <c>bash</c>, which readers paste one after the other into one terminal.</summary>
internal static partial class Examples
{
    /// <summary>The lines of all blocks of a page, in order, without their indentation.</summary>
    /// <param name="page">Its path from the root of the repository.</param>
    public static IReadOnlyList<string> Of(string page) =>
        [.. Block().Matches(Checkout.Text(page).ReplaceLineEndings("\n")).SelectMany(static block => block.Groups["text"].Value.Split('\n').Select(static line => line.Trim())).Where(static line => line.Length > 0)];

    /// <summary>The pages that have an example with a request, by their paths from the root.</summary>
    public static IEnumerable<string> Pages() => MarkdownPage.Files("*.md").Where(static page => Of(page).Any(static line => line.Contains("curl ", StringComparison.Ordinal)));

    /// <summary>Whether a line says to which app and with which key the lines after it speak.</summary>
    public static bool IsTarget(string line) => line.StartsWith("url=", StringComparison.Ordinal) || line.StartsWith("key=", StringComparison.Ordinal);

    /// <summary>Runs lines as bash does. A request that is refused fails, as does everything that they hold.</summary>
    /// <param name="script">The lines.</param>
    /// <param name="folder">Where they are run.</param>
    /// <param name="variables">Variables that they find set.</param>
    /// <returns>The exit code, with all that was printed.</returns>
    public static async Task<(int Code, string Output)> Run(string script, string folder, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("bash") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.ArgumentList.Add("-euc");
        start.ArgumentList.Add("set -o pipefail\n" + script.Replace("curl -s ", "curl -sS --fail-with-body ", StringComparison.Ordinal).Replace("curl -sf ", "curl -sS --fail-with-body ", StringComparison.Ordinal));
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    [GeneratedRegex("^ *```bash\n(?<text>.*?)\n *```$", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Block();
}
