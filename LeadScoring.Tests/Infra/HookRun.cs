using System.Diagnostics;

namespace LeadScoring.Tests.Infra;

/// <summary>A hook, run with an <c>az</c> and an <c>azd</c> that note what they are asked and answer what a test says.</summary>
internal sealed class HookRun : IDisposable
{
    // What is asked is told by the arguments; an answer is a file, a failure one that ends with .error.
    private const string Az = """
        #!/bin/sh
        printf 'az %s\n' "$*" >> "$FAKE/calls"
        case "$*" in
          'resource list '*) answer=vaults ;;
          'rest '*'/secrets?api-version='*) answer=secrets ;;
          'rest '*'/secrets/InstallationKey?api-version='*) answer=secret ;;
          'keyvault list-deleted '*' json') answer=deleted.json ;;
          'keyvault list-deleted '*) answer=deleted ;;
          *) echo "nobody expected az $*" >&2; exit 9 ;;
        esac
        if [ -f "$FAKE/$answer.error" ]; then cat "$FAKE/$answer.error" >&2; exit 1; fi
        [ ! -f "$FAKE/$answer" ] || cat "$FAKE/$answer"
        """;

    private const string Azd = """
        #!/bin/sh
        printf 'azd %s %s %s\n' "$1" "$2" "$3" >> "$FAKE/calls"
        if [ -f "$FAKE/azd.error" ]; then cat "$FAKE/azd.error" >&2; exit 1; fi
        case "$1 $2 $3 $5 $6" in
          'env set LEADSCORING_INSTALLATION_KEY --environment test') printf '%s' "$4" > "$FAKE/key" ;;
          'env set LEADSCORING_ACCESS_KEYS --environment test') printf '%s' "$4" > "$FAKE/access" ;;
          *) exit 9 ;;
        esac
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("hook-").FullName;

    public HookRun()
    {
        Tool("az", Az);
        Tool("azd", Azd);
    }

    /// <summary>What the hook said, errors too.</summary>
    public string Said { get; private set; } = "";

    /// <summary>What it asked <c>az</c> and <c>azd</c>, without values.</summary>
    public IReadOnlyList<string> Calls => File.Exists(PathOf("calls")) ? File.ReadAllLines(PathOf("calls")) : [];

    /// <summary>The value that azd was told to keep; null when it was told nothing.</summary>
    public string? Kept => File.Exists(PathOf("key")) ? File.ReadAllText(PathOf("key")) : null;

    /// <summary>The callers' keys that azd was told to keep; null when it was told nothing.</summary>
    public string? Access => File.Exists(PathOf("access")) ? File.ReadAllText(PathOf("access")) : null;

    /// <summary>The shells of this machine in which hooks can run: sh, and pwsh where there is one.</summary>
    public static IEnumerable<string> Shells() => OperatingSystem.IsWindows() ? [] : new[] { "sh", "pwsh" }.Where(static shell => shell == "sh" || OnPath(shell));

    /// <summary>Lets <c>az</c> answer: vaults, secrets, secret, deleted, deleted.json.</summary>
    public HookRun Answering(string question, params string[] lines)
    {
        File.WriteAllLines(PathOf(question), lines);
        return this;
    }

    /// <summary>Lets <c>az</c> fail at a question, or <c>azd</c> at all.</summary>
    public HookRun Failing(string question, string error) => Answering(question + ".error", error);

    /// <summary>Runs a hook; whether it let azd go on.</summary>
    public bool Run(string shell, string hook, string? given = null, bool inAzd = true, string? access = null, bool inBuild = false)
    {
        var script = Checkout.PathOf($"infra/hooks/{hook}.{(shell == "sh" ? "sh" : "ps1")}");
        var start = new ProcessStartInfo(shell) { UseShellExecute = false, WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in shell == "sh" ? [script] : new[] { "-NoProfile", "-NonInteractive", "-File", script })
            start.ArgumentList.Add(argument);
        start.Environment["PATH"] = $"{_folder}:{start.Environment["PATH"]}";
        start.Environment["FAKE"] = _folder;
        start.Environment.Remove("AZURE_ENV_NAME");
        start.Environment.Remove("LEADSCORING_INSTALLATION_KEY");
        start.Environment.Remove("CI");
        start.Environment.Remove("LEADSCORING_ACCESS_KEYS");
        if (inBuild)
            start.Environment["CI"] = "true";
        if (access is not null)
            start.Environment["LEADSCORING_ACCESS_KEYS"] = access;
        if (inAzd)
            (start.Environment["AZURE_ENV_NAME"], start.Environment["AZURE_SUBSCRIPTION_ID"]) = ("test", "00000000-0000-0000-0000-000000000001");
        if (given is not null)
            start.Environment["LEADSCORING_INSTALLATION_KEY"] = given;

        var output = new System.Text.StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        lock (output)
            Said = output.ToString();
        return process.ExitCode == 0;

        void Note(string? line)
        {
            lock (output)
                output.AppendLine(line);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool OnPath(string program) =>
        new ProcessStartInfo().Environment["PATH"]!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private string PathOf(string name) => Path.Combine(_folder, name);

    private void Tool(string name, string script)
    {
        File.WriteAllText(PathOf(name), script.ReplaceLineEndings("\n") + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
