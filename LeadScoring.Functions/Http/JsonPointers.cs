namespace LeadScoring.Functions.Http;

/// <summary>JSON pointers (RFC 6901): where in a body something is, as errors name it.</summary>
internal static class JsonPointers
{
    /// <summary>The pointer to a member.</summary>
    /// <param name="pointer">To the object; empty for the whole body.</param>
    /// <param name="name">The member's name, with any characters.</param>
    public static string Member(string pointer, string name) => $"{pointer}/{Escape(name)}";

    /// <summary>The name of which a part of a pointer tells.</summary>
    public static string Unescape(string part) => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
