using System.Globalization;

using Spectre.Console;

namespace LeadScoring.Local.Client;

/// <summary>How far the seeding is: a bar on a terminal, a line for each tenth elsewhere. On standard error: the output is for the ready line.</summary>
internal sealed class SeedProgress(IAnsiConsole console)
{
    public static SeedProgress OnStandardError() =>
        new(Consoles.Error());

    public void Line(string text) => console.WriteLine(text);

    /// <summary>Runs a step that reports a fraction from 0 to 1.</summary>
    public Task Step(string title, Func<Action<double>, Task> step) => Step(title, (Action<double, string?> report) => step(fraction => report(fraction, null)));

    /// <summary>Runs a step that reports a fraction from 0 to 1, and where it is in words.</summary>
    public async Task Step(string title, Func<Action<double, string?>, Task> step)
    {
        if (console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal)
        {
            await console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).StartAsync(async progress =>
            {
                var bar = progress.AddTask(Markup.Escape(title), maxValue: 1);
                await step((fraction, place) =>
                {
                    bar.Value = fraction;
                    bar.Description = Markup.Escape(Said(title, place));
                });
                bar.Value = 1;
            });
            return;
        }

        var tenth = -1;
        await step((fraction, place) =>
        {
            var reached = (int)(fraction * 10);
            if (reached <= tenth)
                return;
            tenth = reached;
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Said(title, place)}: {reached * 10} %"));
        });
        if (tenth < 10)
            console.WriteLine($"{title}: 100 %");
    }

    private static string Said(string title, string? place) => place is null ? title : $"{title} ({place})";
}
