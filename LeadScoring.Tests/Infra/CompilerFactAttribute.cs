using System.Reflection;

namespace LeadScoring.Tests.Infra;

/// <summary>A fact for which the Bicep compiler is needed; the build brings it where it runs (64-bit Linux, so in CI).</summary>
internal sealed class CompilerFactAttribute : FactAttribute
{
    public CompilerFactAttribute()
    {
        if (Compiler is null)
            Skip = "The Bicep compiler comes with the build on 64-bit Linux only.";
    }

    /// <summary>The program; null where there is none.</summary>
    public static string? Compiler { get; } = typeof(CompilerFactAttribute).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().SingleOrDefault(static data => data.Key == "BicepCompiler")?.Value;
}
