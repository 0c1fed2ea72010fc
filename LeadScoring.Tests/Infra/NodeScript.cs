using System.Diagnostics;

namespace LeadScoring.Tests.Infra;

/// <summary>Scripts of eng/ that use npm tools.</summary>
internal static class NodeScript
{
    /// <summary>What a script says of its input.</summary>
    /// <exception cref="InvalidOperationException">A tool is missing, or the script refuses the input.</exception>
    public static string Run(string script, string input)
    {
        if (!Directory.Exists(Checkout.PathOf("node_modules/tree-sitter-bicep")))
            throw new InvalidOperationException("The npm tools are not installed. Run `npm ci` in the repository's root.");
        var start = new ProcessStartInfo("node") { UseShellExecute = false, WorkingDirectory = Checkout.Root, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Checkout.PathOf(script));
        using var node = Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
        node.StandardInput.Write(input);
        node.StandardInput.Close();
        var answer = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return node.ExitCode == 0 ? answer : throw new InvalidOperationException($"{script} ended with {node.ExitCode}; its error is above.");
    }
}
