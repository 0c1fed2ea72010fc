using Spectre.Console;

namespace LeadScoring.Local.Client;

/// <summary>Where commands write. Lines are folded for a person at a terminal, and never where another program or a file reads them.</summary>
internal static class Consoles
{
    // Wider than any line.
    private const int Unfolded = 1_000_000;

    /// <summary>Standard output.</summary>
    public static IAnsiConsole Output() => Of(Console.Out, Console.IsOutputRedirected);

    /// <summary>Standard error.</summary>
    public static IAnsiConsole Error() => Of(Console.Error, Console.IsErrorRedirected);

    /// <summary>A console on a writer.</summary>
    /// <param name="writer">Where it writes.</param>
    /// <param name="isRedirected">Whether no person reads there.</param>
    public static IAnsiConsole Of(TextWriter writer, bool isRedirected)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (isRedirected)
            console.Profile.Width = Unfolded;
        return console;
    }
}
