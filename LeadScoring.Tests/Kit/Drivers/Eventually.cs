using System.Diagnostics;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>Waits by looking again and again, up to a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns as soon as the condition holds; fails with the message when it does not in time.</summary>
    public static async Task True(Func<Task<bool>> condition, TimeSpan? patience = null, Func<string>? otherwise = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > (patience ?? Usual))
                throw new TimeoutException(otherwise?.Invoke() ?? $"The condition did not come true within {(patience ?? Usual).TotalSeconds} s.");
            await Task.Delay(Pause);
        }
    }

    /// <inheritdoc cref="True(Func{Task{bool}}, TimeSpan?, Func{string})" />
    public static Task True(Func<bool> condition, TimeSpan? patience = null, Func<string>? otherwise = null) =>
        True(() => Task.FromResult(condition()), patience, otherwise);
}
