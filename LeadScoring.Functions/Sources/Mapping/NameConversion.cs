using System.Text;

using LeadScoring.Functions.Capture;

namespace LeadScoring.Functions.Sources.Mapping;

/// <summary>Makes names of ours from names of theirs.</summary>
internal static class NameConversion
{
    /// <summary>A field's name in camel case: <c>job_title</c>, <c>Job title</c> and <c>job-title</c> are <c>jobTitle</c>. Dots separate levels and stay.</summary>
    public static string Camel(string name)
    {
        var text = new StringBuilder(name.Length);
        var isStart = true;
        var isGap = false;
        foreach (var character in name.Trim())
        {
            if (character == '.' && text.Length > 0)
            {
                text.Append('.');
                isStart = true;
                isGap = false;
            }
            else if (!char.IsLetterOrDigit(character))
            {
                isGap = true;
            }
            else
            {
                text.Append(isStart ? char.ToLowerInvariant(character) : isGap ? char.ToUpperInvariant(character) : character);
                isStart = isGap = false;
            }

            if (text.Length == EventLimits.NameCharacters)
                break;
        }

        return text.ToString();
    }

    /// <summary>The type of a kind that is not listed: <c>hubspot.contact.property-change</c> of <c>contact.propertyChange</c>.</summary>
    public static string Type(string source, string kind)
    {
        const int Longest = 100;
        var text = new StringBuilder(source).Append('.');
        var before = '.';
        foreach (var character in kind)
        {
            var next = char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : character == '.' ? '.' : '-';
            if (char.IsAsciiLetterUpper(character) && char.IsAsciiLetterLower(before))
                text.Append('-');
            if (next is not ('.' or '-') || text[^1] is not ('.' or '-'))
                text.Append(next);
            before = character;
            if (text.Length >= Longest)
                break;
        }

        var type = text.ToString()[..Math.Min(text.Length, Longest)].TrimEnd('.', '-');
        return type.Length > source.Length + 1 ? type : source + ".unknown";
    }
}
