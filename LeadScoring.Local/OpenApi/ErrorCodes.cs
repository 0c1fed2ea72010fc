using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Functions;

namespace LeadScoring.Local.OpenApi;

/// <summary>The codes of errors that the app has: the literals of its assemblies. Those of attributes are not among them, so that none describes a code which nothing answers.</summary>
internal sealed partial class ErrorCodes
{
    private readonly SortedSet<string> _all = new([.. In(typeof(Registration).Assembly), .. In(typeof(ScoringModel).Assembly)], StringComparer.Ordinal);

    /// <summary>Codes in full and in order.</summary>
    /// <param name="patterns">A code, or a family such as <c>LS-EVENT-*</c>.</param>
    /// <exception cref="InvalidOperationException">The app has no such code.</exception>
    public IReadOnlyList<string> Expand(IEnumerable<string> patterns) => [.. patterns.SelectMany(Expand).Distinct().Order(StringComparer.Ordinal)];

    private IEnumerable<string> Expand(string pattern)
    {
        var codes = pattern.EndsWith('*') ? _all.Where(code => code.StartsWith(pattern[..^1], StringComparison.Ordinal)).ToList() : _all.Where(code => code == pattern).ToList();
        return codes.Count > 0 ? codes : throw new InvalidOperationException($"The app has no code {pattern}.");
    }

    private static List<string> In(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        var found = new List<string>();
        for (var handle = metadata.GetNextHandle(default(UserStringHandle)); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            var text = metadata.GetUserString(handle);
            if (Code().IsMatch(text))
                found.Add(text);
        }

        return found;
    }

    [GeneratedRegex("^LS-[A-Z]+-[0-9]{3}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
