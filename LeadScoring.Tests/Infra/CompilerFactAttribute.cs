namespace LeadScoring.Tests.Infra;

/// <summary>A fact for which the Bicep compiler is needed.</summary>
internal sealed class CompilerFactAttribute : FactAttribute
{
    public CompilerFactAttribute()
    {
        if (BicepCompiler.Program is null)
            Skip = "The Bicep compiler comes with the build on 64-bit Linux only.";
    }
}
