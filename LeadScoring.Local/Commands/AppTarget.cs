using System.CommandLine;
using System.CommandLine.Parsing;

using LeadScoring.Local.Client;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Commands;

/// <summary>The options by which a command finds the app that it talks to: without any, the one that runs on this machine.</summary>
internal sealed class AppTarget
{
    private const string Usual = "http://localhost:7071";

    private readonly Option<string?> _url = new("--url") { Description = $"Address of the app; without it, the app on this machine, else {Usual}." };
    private readonly Option<string?> _key = new("--key") { Description = "A key of it with the role that the command needs; without it, the one in the data folder." };
    private readonly Option<string> _data = new("--data") { Description = "The data folder of a local app.", DefaultValueFactory = _ => ".local" };

    public AppTarget()
    {
        _url.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")))
                result.AddError($"--url is '{result.Tokens[0].Value}'; it must be an address such as {Usual}.");
        });
    }

    /// <summary>Gives a command these options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_url);
        command.Options.Add(_key);
        command.Options.Add(_data);
    }

    /// <summary>The data folder.</summary>
    public string Data(ParseResult parsed) => parsed.GetRequiredValue(_data);

    /// <summary>The app's address and key.</summary>
    /// <exception cref="SeedException">No key is given, and there is none in the data folder.</exception>
    public (Uri Url, string Key) Read(ParseResult parsed)
    {
        var keysFile = Path.Combine(Data(parsed), "keys.json");
        var key = parsed.GetValue(_key) ?? (File.Exists(keysFile) ? FunctionKeys.ReadOrCreate(keysFile).Function : null);
        if (key is null)
            throw new SeedException($"No --key was given and there is no {keysFile}. Give the key that `leads up` printed, or its folder with --data.");
        return (new Uri(parsed.GetValue(_url) ?? RunningFile.Read(Data(parsed))?.Url ?? Usual), key);
    }
}
