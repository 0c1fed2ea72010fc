using System.Text.Json;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>Reads a source's file. All faults are named, so that a new source is right after one look.</summary>
internal static class DescriptorReader
{
    private const int Kilobyte = 1024;

    /// <summary>The source; with faults it is not to be used.</summary>
    /// <param name="name">The file's name without its ending, which is the source's name.</param>
    /// <param name="text">The file.</param>
    public static (SourceDescriptor? Source, ErrorList Faults) Read(string name, ReadOnlyMemory<byte> text)
    {
        var errors = new ErrorList("descriptor");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException broken)
        {
            errors.Add("", $"The file is not JSON: {broken.Message}", "Write one object without comments and repeated names.");
            return (null, errors);
        }

        using (document)
        {
            var root = StrictObject.Of(document.RootElement, "", errors);
            if (root.Required("source") != name)
                root.Refuse("source", "The name must be that of the file.", $"Write \"{name}\", or rename the file.");
            var source = new SourceDescriptor
            {
                Name = name,
                Title = root.Required("title"),
                Proof = root.Required("proof"),
                Note = root.Text("note") ?? "",
                Verifiers = VerifierReader.Read(root),
                Mapping = MappingReader.Read(root.Object("map") ?? StrictObject.Of(default, "/map", errors)),
                Answer = root.Whole("answer", 200, 202) ?? 202,
                BodyBytes = (root.Whole("bodyKilobytes", 64, 2048) ?? 1024) * Kilobyte,
                Binding = Binding(root),
                IsClaimed = root.OneOf("trust", "proven", "claimed") == "claimed",
                IsCloudEvents = root.Flag("cloudEvents"),
            };
            root.Close();
            return (errors.All.Count == 0 ? source : null, errors);
        }
    }

    private static TokenBinding? Binding(StrictObject root)
    {
        if (root.Object("bind") is not { } bind)
            return null;
        var binding = new TokenBinding(Paths.Required(bind, "token"), Paths.Required(bind, "content"));
        bind.Close();
        return binding;
    }
}
