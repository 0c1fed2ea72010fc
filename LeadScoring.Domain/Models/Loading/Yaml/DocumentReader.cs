using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>
/// Reads YAML into <see cref="Node"/>s by the low-level parser, which keeps places and no types. Anchors, aliases and tags are refused: a model
/// has no use for them, an alias can make a small text huge, and a tag would give a scalar another meaning than its text.
/// </summary>
internal sealed class DocumentReader
{
    private const int DeepestNesting = 32;
    private readonly Findings _findings;
    private readonly Parser _parser;
    private int _depth;

    private DocumentReader(string text, Findings findings)
    {
        _findings = findings;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The document's root; null when there is none or reading had to stop (which is then among the findings).</summary>
    public static Node? Read(string text, Findings findings)
    {
        var reader = new DocumentReader(text, findings);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException exception)
        {
            var at = Position(exception.Start);
            if (TabAsIndent(text) is { } tab)
                findings.Add(Codes.Syntax, tab, "This line is indented with a tab, which YAML does not allow.", "Indent with spaces.");
            else
                findings.Add(Codes.Syntax, at, $"This is not YAML: {SyntaxMessage.Of(exception)}", SyntaxMessage.FixOf(exception));
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The parser's way to end on some texts, an unclosed bracket or a tag that is no address among them; it names no place, so this is the last thing it understood.
            var at = reader._parser.Current is { } last ? Position(last.Start) : new SourcePosition(1, 1);
            if (TabAsIndent(text) is { } tab)
                findings.Add(Codes.Syntax, tab, "This line is indented with a tab, which YAML does not allow.", "Indent with spaces.");
            else
                findings.Add(Codes.Syntax, at, "This is not YAML: the text after this place cannot be read.", "Close every bracket, brace and quote, and put text with special characters in quotes.");
            return null;
        }
    }

    private Node? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _findings.Add(Codes.Empty, new SourcePosition(1, 1), "The document is empty.", "Start with 'model: my-model', then title, dimensions, rules and grades.");
            return null;
        }

        if (ReadNode() is not { } root)
            return null;
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            _findings.Add(Codes.SeveralDocuments, Position(second.Start), "A second document starts here.", "Keep one model per text; remove '---' and what follows it.");
        }
        else if (root is Node.Text { IsAbsent: true })
        {
            _findings.Add(Codes.Empty, new SourcePosition(1, 1), "The document is empty.", "Start with 'model: my-model', then title, dimensions, rules and grades.");
            return null;
        }

        return root;
    }

    // Null: reading cannot go on.
    private Node? ReadNode()
    {
        var at = Position(_parser.Current!.Start);
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            var text = $"*{alias.Value}";
            _findings.Add(Codes.YamlFeature, at, $"{Findings.Quote(text)} is a YAML alias.", $"Write out the value; if the text itself is meant, put it in quotes: \"{text}\".");
            return new Node.Reported(at);
        }

        if (_parser.Current is NodeEvent node)
            RefuseFeatures(node, at);
        if (_parser.TryConsume<Scalar>(out var scalar))
            return ReadText(scalar, at);
        if (++_depth > DeepestNesting)
        {
            _findings.Add(Codes.TooDeep, at, $"Lists and maps are nested deeper than {DeepestNesting} levels here.", "Flatten the condition: several fields in one map are AND-ed, and a list means any of its values.");
            return null;
        }

        Node? read = _parser.TryConsume<SequenceStart>(out _) ? ReadList(at) : ReadMap(at);
        _depth--;
        return read;
    }

    private Node ReadText(Scalar scalar, SourcePosition at)
    {
        if (DocumentText.IsText(scalar.Value))
            return new Node.Text(scalar.Value, scalar is { Style: ScalarStyle.Plain, Value.Length: 0 }, at);
        _findings.Add(Codes.Character, at, "An escape in this text stands for a character that text cannot contain.", "Remove the escape.");
        return new Node.Reported(at);
    }

    private void RefuseFeatures(NodeEvent node, SourcePosition at)
    {
        if (!node.Anchor.IsEmpty)
            _findings.Add(Codes.YamlFeature, at, $"'&{node.Anchor.Value}' is a YAML anchor.", $"Remove it; if the text itself is meant, put it in quotes: \"&{node.Anchor.Value}\".");
        if (!node.Tag.IsEmpty)
            _findings.Add(Codes.YamlFeature, at, $"{Findings.Quote(node.Tag.Value)} is a YAML tag.", "Remove it: every value is text until it is compared. If the text itself is meant, put it in quotes.");
    }

    private Node.List? ReadList(SourcePosition at)
    {
        var items = ImmutableArray.CreateBuilder<Node>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            if (ReadNode() is not { } item)
                return null;
            items.Add(item);
        }

        return new Node.List(items.ToImmutable(), at);
    }

    private Node.Map? ReadMap(SourcePosition at)
    {
        _parser.Consume<MappingStart>();
        var entries = ImmutableArray.CreateBuilder<Entry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (ReadNode() is not { } key || ReadNode() is not { } value)
                return null;
            if (key is not Node.Text text)
            {
                if (key is not Node.Reported)
                    _findings.Add(Codes.WrongType, key.At, $"A key must be text; found {key.Description}.", "Write 'key: value'.");
            }
            else if (lines.TryAdd(text.Value, text.At.Line))
            {
                entries.Add(new Entry(text.Value, text.At, value));
            }
            else
            {
                _findings.Add(Codes.DuplicateKey, text.At, $"The key {Findings.Quote(text.Value)} is given twice (first in line {lines[text.Value]}).", "Remove one of the two, or write their values in one list or map.");
            }
        }

        return new Node.Map(entries.ToImmutable(), at);
    }

    // The parser trips over a tab somewhere behind it, or says only that some character cannot start a token.
    private static SourcePosition? TabAsIndent(string text)
    {
        var line = 1;
        var isIndent = true;
        var column = 1;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\n':
                    (line, column, isIndent) = (line + 1, 0, true);
                    break;
                case '\t' when isIndent && text.AsSpan(i).TrimStart(" \t") is [not ('\n' or '\r' or '#'), ..]:
                    return new SourcePosition(line, column);
                case '\t':
                    break;
                case not ' ':
                    isIndent = false;
                    break;
            }

            column++;
        }

        return null;
    }

    private static SourcePosition Position(Mark mark) => new((int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));
}
