using System.Diagnostics;
using System.IO.Compression;

namespace LeadScoring.Tests.Infra;

/// <summary>eng/web-app.mjs, which MSBuild calls, with an <c>npm</c> that notes what it is asked for.</summary>
[Needs(Need.Processes)]
public sealed class WebAppBuildTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("web-").FullName;

    public WebAppBuildTests()
    {
        Directory.CreateDirectory(Web);
        File.WriteAllText(Path.Combine(Web, "package-lock.json"), "{}");
        Npm("mkdir -p dist/assets; printf '%02000d' 7 > dist/assets/app-1.js; printf '<html>' > dist/index.html; printf 'not text' > dist/a.woff2");
    }

    private string Web => Path.Combine(_folder, "web");

    private string Made => Path.Combine(_folder, "obj", "web");

    private string Asked => File.ReadAllText(Path.Combine(_folder, "asked"));

    [Fact]
    public async Task Files_are_listed_in_order_and_text_that_is_not_short_is_compressed()
    {
        Assert.Equal((0, ""), await Build());

        Assert.Equal(["a.woff2", "assets/app-1.js.br", "assets/app-1.js.gz", "index.html"], await File.ReadAllLinesAsync(Path.Combine(Made, "files.txt")));
        Assert.Equal(5, Directory.EnumerateFiles(Made, "*", SearchOption.AllDirectories).Count());
        foreach (var (ending, unpack) in new (string, Func<Stream, Stream>)[] { (".br", static packed => new BrotliStream(packed, CompressionMode.Decompress)), (".gz", static packed => new GZipStream(packed, CompressionMode.Decompress)) })
        {
            await using var packed = File.OpenRead(Path.Combine(Made, "assets", "app-1.js" + ending));
            Assert.Equal(2000, (await new StreamReader(unpack(packed)).ReadToEndAsync()).Length);
        }
    }

    [Fact]
    public async Task Packages_are_restored_only_when_the_lock_file_is_newer()
    {
        await Build();
        await Build();
        File.SetLastWriteTimeUtc(Path.Combine(Web, "package-lock.json"), File.GetLastWriteTimeUtc(Path.Combine(Web, "node_modules", ".package-lock.json")).AddSeconds(1));
        await Build();

        Assert.Equal("ci\nrun build\nrun build\nci\nrun build\n", Asked);
    }

    [Fact]
    public async Task Of_two_builds_at_once_one_makes_the_app_and_the_other_waits()
    {
        Npm("sleep 2; mkdir -p dist; printf '<html>' > dist/index.html");

        Assert.All(await Task.WhenAll(Build(), Build()), static end => Assert.Equal((0, ""), end));

        Assert.Equal("ci\nrun build\n", Asked);
        Assert.False(Directory.Exists(Made + ".lock"));
    }

    [Fact]
    public async Task A_lock_of_a_build_that_was_killed_is_taken_over()
    {
        using var gone = Process.Start("true");
        await gone.WaitForExitAsync();
        Directory.CreateDirectory(Made + ".lock");
        await File.WriteAllTextAsync(Path.Combine(Made + ".lock", "pid"), $"{gone.Id}");

        Assert.Equal((0, ""), await Build());

        Assert.True(File.Exists(Path.Combine(Made, "files.txt")));
    }

    [Fact]
    public async Task An_error_is_shown_as_msbuild_reads_it_and_the_build_is_not_done()
    {
        Npm("echo \"src/main.tsx(3,1): error TS2304: Cannot find name 'x'.\"; exit 2");

        var (code, errors) = await Build();

        Assert.Equal(1, code);
        Assert.Contains("src/main.tsx(3,1): error TS2304: Cannot find name 'x'.", errors, StringComparison.Ordinal);
        Assert.Contains("eng/web-app.mjs : error LSWEB : The web app does not build. Fix: ", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Made, "files.txt")));
        Assert.False(Directory.Exists(Made + ".lock"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // In the folder of the sources, as npm runs.
    private void Npm(string build)
    {
        var path = Path.Combine(_folder, "npm");
        File.WriteAllText(path, $"#!/bin/sh\necho \"$1${{2:+ $2}}\" | sed 's/ --.*//' >> '{_folder}/asked'\nif [ \"$1\" = ci ]; then mkdir -p node_modules; touch node_modules/.package-lock.json; else {build}; fi\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private async Task<(int Code, string Errors)> Build()
    {
        var start = new ProcessStartInfo("node", [Checkout.PathOf("eng/web-app.mjs"), Web, Made]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder}:{start.Environment["PATH"]}";
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();
        await output;
        return (node.ExitCode, errors);
    }
}
