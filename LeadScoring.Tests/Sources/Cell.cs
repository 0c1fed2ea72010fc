namespace LeadScoring.Tests.Sources;

/// <summary>Marks a test as a column of docs/reference/conformance.md: it runs for each source and way that its rows name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CellAttribute(string name) : Attribute
{
    public string Name => name;
}

/// <summary>The columns.</summary>
internal static class Cell
{
    public const string Valid = "valid";
    public const string Tampered = "tampered";
    public const string WrongSecret = "wrong secret";
    public const string MissingProof = "missing header";
    public const string Stale = "stale";
    public const string RotatedSecret = "rotated secret";
    public const string Handshake = "handshake";
    public const string EmptyBatch = "empty batch";
    public const string UnknownKind = "unknown kind";
    public const string Retry = "retry";

    public static IReadOnlyList<string> All { get; } = [Valid, Tampered, WrongSecret, MissingProof, Stale, RotatedSecret, Handshake, EmptyBatch, UnknownKind, Retry];

    /// <summary>Sources and ways for which a cell is tested.</summary>
    public static TheoryData<string, int> Rows(string cell)
    {
        var data = new TheoryData<string, int>();
        var app = new HookApp();
        foreach (var source in Fixture.All)
        {
            for (var way = 0; way < app.Source(source).Verifiers.Length; way++)
            {
                if (Without(cell, new Fixture(source), app.Source(source).Verifiers[way]) is null)
                    data.Add(source, way);
            }
        }

        return data;
    }

    /// <summary>Why a cell is not tested; null when it is.</summary>
    public static string? Without(string cell, Fixture fixture, Functions.Sources.Descriptors.VerifierDescriptor way) => cell switch
    {
        Tampered when way.Signed.IsEmpty => "only a secret is sent, and nothing is signed",
        Stale when way.Signed.IsEmpty || way.Timestamp is null => "no time is signed",
        Stale when way.Timestamp.ToleranceSeconds is null => "the signed time is that of the first try, and tries go on for 24 hours",
        _ => fixture.Without(cell),
    };
}
