using System.Collections.Immutable;

namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>A piece of a YAML document with its place. Closed: the nested cases are all there are. Every scalar is text.</summary>
internal abstract class Node
{
    private Node(SourcePosition at) => At = at;

    public SourcePosition At { get; }

    /// <summary>What stands there, for messages.</summary>
    public abstract string Description { get; }

    /// <summary>A scalar, as written.</summary>
    /// <param name="value">The text without quotes.</param>
    /// <param name="isAbsent">Nothing stands there, not even quotes.</param>
    /// <param name="at">Its first character.</param>
    public sealed class Text(string value, bool isAbsent, SourcePosition at) : Node(at)
    {
        public string Value { get; } = value;

        public bool IsAbsent { get; } = isAbsent;

        public override string Description => IsAbsent ? "nothing" : $"the text {Findings.Quote(Value)}";
    }

    public sealed class List(ImmutableArray<Node> items, SourcePosition at) : Node(at)
    {
        public ImmutableArray<Node> Items { get; } = items;

        public override string Description => "a list";
    }

    /// <summary>Keys are unique: a repeated one has been reported and left out.</summary>
    public sealed class Map(ImmutableArray<Entry> entries, SourcePosition at) : Node(at)
    {
        public ImmutableArray<Entry> Entries { get; } = entries;

        public override string Description => Entries is [var first, ..] ? $"a map ({Findings.Quote(first.Key)}: ...)" : "an empty map";

        public Node? this[string key]
        {
            get
            {
                foreach (var entry in Entries)
                {
                    if (entry.Key == key)
                        return entry.Value;
                }

                return null;
            }
        }
    }

    /// <summary>Something that has been reported already and has no content; a reader that expects some reports nothing more.</summary>
    public sealed class Reported(SourcePosition at) : Node(at)
    {
        public override string Description => "something unreadable";
    }
}

/// <summary>A key of a map, its place, and its value.</summary>
internal readonly record struct Entry(string Key, SourcePosition At, Node Value);
