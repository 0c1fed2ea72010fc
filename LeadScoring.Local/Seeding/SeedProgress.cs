using System.Globalization;

using Spectre.Console;

namespace LeadScoring.Local.Seeding;

/// <summary>How far the seeding is: a bar on a terminal, a line for each tenth elsewhere. On standard error: the output is for the ready line.</summary>
internal sealed class SeedProgress(IAnsiConsole console)
{
    public static SeedProgress OnStandardError() =>
        new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }));

    public void Line(string text) => console.WriteLine(text);

    /// <summary>Runs a step that reports a fraction from 0 to 1.</summary>
    public async Task Step(string title, Func<Action<double>, Task> step)
    {
        if (console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal)
        {
            await console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).StartAsync(async progress =>
            {
                var bar = progress.AddTask(Markup.Escape(title), maxValue: 1);
                await step(fraction => bar.Value = fraction);
                bar.Value = 1;
            });
            return;
        }

        var tenth = -1;
        await step(fraction =>
        {
            var reached = (int)(fraction * 10);
            if (reached <= tenth)
                return;
            tenth = reached;
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: {reached * 10} %"));
        });
        if (tenth < 10)
            console.WriteLine($"{title}: 100 %");
    }
}
