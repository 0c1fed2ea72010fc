using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadScoring.Tests.Infra;

/// <summary>What a Bicep file declares, as eng/bicep-tree.mjs says it.</summary>
internal sealed record BicepFile
{
    public required IReadOnlyList<Error> Errors { get; init; }

    public required string TargetScope { get; init; }

    public required IReadOnlyList<Param> Params { get; init; }

    public required IReadOnlyList<Named> Vars { get; init; }

    public required IReadOnlyList<Resource> Resources { get; init; }

    public required IReadOnlyList<Module> Modules { get; init; }

    public required IReadOnlyList<Named> Outputs { get; init; }

    public JsonElement Var(string name) => Vars.Single(variable => variable.Name == name).Value;

    /// <summary>The texts of a variable that is a list of them.</summary>
    public IReadOnlyList<string> Texts(string variable) => [.. Var(variable).EnumerateArray().Select(static item => item.GetString()!)];

    public Resource Find(string symbol) => Resources.Single(resource => resource.Symbol == symbol);

    /// <summary>Something that the grammar did not understand.</summary>
    public sealed record Error(int Line, int Column, string What);

    /// <summary>A parameter; <see cref="Default"/> is undefined where there is none.</summary>
    public sealed record Param(string Name, string Type, JsonElement Decorators)
    {
        public JsonElement Default { get; init; }

        public bool IsSecure => Decorators.TryGetProperty("secure", out _);
    }

    /// <summary>A variable or an output.</summary>
    public sealed record Named(string Name, JsonElement Value, JsonElement Decorators);

    /// <summary>A resource; <see cref="Body"/> is what stands between the braces.</summary>
    public sealed record Resource(string Symbol, string Type, string Version, bool Existing, JsonElement Body)
    {
        [JsonPropertyName("if")]
        public string? Condition { get; init; }

        public string? Loop { get; init; }

        public override string ToString() => $"{Symbol} ({Type})";
    }

    public sealed record Module(string Symbol, string Path, JsonElement Body)
    {
        [JsonPropertyName("if")]
        public string? Condition { get; init; }
    }
}
