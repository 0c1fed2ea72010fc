using System.Text;

using LeadScoring.Domain.Models.Loading.Sections;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>Makes a short text that a simple regular expression finds: literals, classes, groups, alternatives and repetitions. What is beyond that has none.</summary>
internal static class PatternSample
{
    // Repetitions of repetitions multiply, and no value that somebody means is longer.
    private const int Longest = 2000;

    /// <summary>A text; null when none was found.</summary>
    public static string? Of(string pattern)
    {
        var at = 0;
        var text = new StringBuilder();
        Alternatives(pattern, ref at, text);
        if (text.Length > Longest)
            return null;
        var regex = Patterns.Compile(pattern);
        return at == pattern.Length && regex.IsMatch(text.ToString()) ? text.ToString() : null;
    }

    // The first alternative is taken; the others are only read over.
    private static void Alternatives(string pattern, ref int at, StringBuilder into)
    {
        var isFirst = true;
        while (at < pattern.Length && pattern[at] != ')')
        {
            var one = new StringBuilder();
            while (at < pattern.Length && pattern[at] is not ('|' or ')'))
                Piece(pattern, ref at, one);
            if (isFirst)
                into.Append(one);
            isFirst = false;
            if (at < pattern.Length && pattern[at] == '|')
                at++;
        }
    }

    private static void Piece(string pattern, ref int at, StringBuilder into)
    {
        var atom = new StringBuilder();
        switch (pattern[at])
        {
            case '^' or '$':
                at++;
                return;
            case '(':
                at += pattern.AsSpan(at).StartsWith("(?:") ? 3 : 1;
                Alternatives(pattern, ref at, atom);
                at++;
                break;
            case '[':
                atom.Append(Class(pattern, ref at));
                break;
            case '\\' when at + 1 < pattern.Length:
                atom.Append(pattern[at + 1] switch { 'd' => "5", 'w' => "a", 's' => " ", 'b' or 'A' or 'z' or 'Z' => "", 'D' or 'S' or 'W' => "-", var c => c.ToString() });
                at += 2;
                break;
            case '.':
                atom.Append('a');
                at++;
                break;
            default:
                atom.Append(pattern[at++]);
                break;
        }

        var times = Repetitions(pattern, ref at);
        for (var i = 0; i < times && into.Length <= Longest; i++)
            into.Append(atom);
    }

    private static int Repetitions(string pattern, ref int at)
    {
        if (at >= pattern.Length)
            return 1;
        var least = 1;
        switch (pattern[at])
        {
            case '?' or '*':
                least = 0;
                at++;
                break;
            case '+':
                at++;
                break;
            case '{':
                var end = pattern.IndexOf('}', at);
                if (end < 0 || !int.TryParse(pattern[(at + 1)..end].Split(',')[0], out least) || least > 100)
                    return 1;
                at = end + 1;
                break;
            default:
                return 1;
        }

        if (at < pattern.Length && pattern[at] == '?')
            at++;
        return least;
    }

    private static char Class(string pattern, ref int at)
    {
        var start = ++at;
        var isNegated = at < pattern.Length && pattern[at] == '^';
        if (isNegated)
            start = ++at;
        while (at < pattern.Length && (pattern[at] != ']' || at == start))
            at += pattern[at] == '\\' ? 2 : 1;
        at = Math.Min(at + 1, pattern.Length);
        if (isNegated)
            return 'q';
        return start < pattern.Length && pattern[start] == '\\' && start + 1 < pattern.Length
            ? pattern[start + 1] switch { 'd' => '5', 'w' => 'a', 's' => ' ', var c => c }
            : start < pattern.Length ? pattern[start] : 'a';
    }
}
