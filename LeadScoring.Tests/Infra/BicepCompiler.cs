using System.Diagnostics;
using System.Reflection;

namespace LeadScoring.Tests.Infra;

/// <summary>Bicep's own compiler; the build brings it where it runs (64-bit Linux, so in CI).</summary>
internal static class BicepCompiler
{
    /// <summary>The program; null where there is none.</summary>
    public static string? Program { get; } = typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().SingleOrDefault(static data => data.Key == "BicepCompiler")?.Value;

    public static async Task<(int Exit, string Output, string Said)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program!) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var bicep = Process.Start(start) ?? throw new InvalidOperationException("bicep did not start.");
        var said = bicep.StandardError.ReadToEndAsync();
        var output = await bicep.StandardOutput.ReadToEndAsync();
        await bicep.WaitForExitAsync();
        return (bicep.ExitCode, output, await said);
    }
}
