using YamlDotNet.Core;

namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>Puts the parser's words about malformed YAML into a sentence, and finds the fix for what people commonly get wrong.</summary>
internal static class SyntaxMessage
{
    private static readonly (string Words, string Fix)[] Known =
    [
        ("tab", "Indent with spaces."),
        ("quoted", "Close the text with the same quote with which it starts; in double quotes write a backslash as \\\\."),
        ("cannot start any token", "Put the text in quotes: it starts with a character that has a meaning in YAML (% @ ` or a tab)."),
        ("mapping", "Put text that contains ': ' in quotes, and line up the keys of one map."),
        ("simple key", "Write 'key: value', with a blank after the colon, on one line."),
        ("expected key", "Line up the keys of one map, and put text that continues after a quote in quotes as a whole."),
        ("node content", "Write a value here, or close the bracket or brace."),
        ("',' or", "Separate the items with commas, and close the bracket or brace."),
        ("'-' indicator", "Line up the dashes of one list."),
        ("document", "Write 'key: value' with a blank after the colon, and start every top-level key in the first column."),
        ("anchor", "Put text that begins with & or * in quotes."),
    ];

    public static string Of(YamlException exception)
    {
        var message = exception.Message.TrimEnd('.');
        return message.Length == 0 ? "it cannot be read." : $"{char.ToLowerInvariant(message[0])}{message[1..]}.";
    }

    public static string FixOf(YamlException exception)
    {
        foreach (var (words, fix) in Known)
        {
            if (exception.Message.Contains(words, StringComparison.Ordinal))
                return fix;
        }

        return "Check the indentation, and put text with special characters in quotes.";
    }
}
