namespace LeadScoring.Functions.OpenApi;

/// <summary>A parameter of the query. All are optional.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class QueryAttribute(string name, string description) : ApiDescriptionAttribute
{
    public string Name => name;

    public string Description => description;

    /// <summary>The lowest number, where <see cref="Most"/> is set.</summary>
    public int Least { get; init; }

    /// <summary>The highest number; 0 for a text.</summary>
    public int Most { get; init; }

    /// <summary>What is taken when it is not given; null where the description says it.</summary>
    public object? Default { get; init; }

    /// <summary>The only values.</summary>
    public string[] Words { get; init; } = [];

    /// <summary>The only values are the names of this enumeration in <see cref="Domain.Decisions.WireNames"/>.</summary>
    public Type? WordsOf { get; init; }

    /// <summary>The form of a text, as a regular expression.</summary>
    public string? Pattern { get; init; }

    /// <summary>A day, such as 2026-03-01.</summary>
    public bool IsDay { get; init; }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public bool IsTruth { get; init; }

    /// <summary>It may be given several times.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>It may have several values, separated by commas.</summary>
    public bool IsList { get; init; }

    /// <summary>It stands for parameters of any name that begins so; null for one of its own name.</summary>
    public string? Prefix { get; init; }
}

/// <summary>Parameters of the query that several operations share.</summary>
public abstract class SharedQueryAttribute : ApiDescriptionAttribute
{
    /// <summary>The parameters.</summary>
    public abstract IEnumerable<QueryAttribute> Parameters { get; }
}
