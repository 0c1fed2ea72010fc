using System.Reflection;

namespace LeadScoring.Domain.Profiles;

/// <summary>The lists that are built into the assembly; docs/reference/email-domains.md says where each comes from.</summary>
internal static class ListFile
{
    /// <summary>Lines of a list without blank lines and lines beginning with <c>#</c>.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"LeadScoring.Domain.Profiles.Lists.{name}")
            ?? throw new InvalidOperationException($"The list {name} is not built in.");
        using var reader = new StreamReader(stream);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                lines.Add(line);
        }

        return lines;
    }
}
