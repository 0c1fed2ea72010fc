using System.CommandLine;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads completion</c>: what a shell runs so that the tab key completes commands and options.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _leads_complete() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -W "$(leads "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _leads_complete leads
            """,
        ["zsh"] = """
            _leads_complete() {
              local -a found
              found=("${(@f)$(leads "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
              compadd -a found
              _files
            }
            compdef _leads_complete leads
            """,
        ["powershell"] = """
            Register-ArgumentCompleter -Native -CommandName leads -ScriptBlock {
              param($word, $line, $at)
              leads "[suggest:$at]" "$line" | Where-Object { $_ -like "$word*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    /// <summary>The script of a shell.</summary>
    public static string ScriptFor(string shell) => Scripts[shell];

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = $"{string.Join(", ", Scripts.Keys)}." };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new LeadsCommand("completion", "Print a script that lets a shell complete commands and options of `leads` by the tab key.", "source <(leads completion bash)", "leads completion zsh >> ~/.zshrc", "leads completion powershell >> $PROFILE") { shell };
        command.SetAction(parsed =>
        {
            Console.Out.WriteLine(ScriptFor(parsed.GetRequiredValue(shell)));
            return ExitCodes.Done;
        });
        return command;
    }
}
