namespace LeadScoring.Functions.Http;

/// <summary>Where in a body something is. Written out only where an error names it: a body has many places and few errors.</summary>
/// <param name="Parent">The JSON pointer of the object; of the place itself where it is no member.</param>
/// <param name="Member">Name of the member, with any characters; null for the parent itself.</param>
public readonly record struct JsonPlace(string Parent, string? Member = null)
{
    /// <summary>The place that a pointer names.</summary>
    public static implicit operator JsonPlace(string pointer) => new(pointer);

    /// <summary>The JSON pointer.</summary>
    public static implicit operator string(JsonPlace place) => place.ToString();

    /// <summary>The JSON pointer.</summary>
    public override string ToString() => Member is null ? Parent : JsonPointers.Member(Parent, Member);
}
