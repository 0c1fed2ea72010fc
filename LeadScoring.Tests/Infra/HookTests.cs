using LeadScoring.Functions.Access;
using LeadScoring.Functions.Access.Callers;

namespace LeadScoring.Tests.Infra;

/// <summary>The installation key is made once. Whatever is not a clear answer stops the run, and makes none.</summary>
[Needs(Need.Processes)]
public sealed class HookTests
{
    private const string Vault = "/subscriptions/1/resourceGroups/rg-test/providers/Microsoft.KeyVault/vaults/kv-test";
    private const string NotFound = "ERROR: Not Found({\"error\":{\"code\":\"SecretNotFound\",\"message\":\"A secret with (name/id) InstallationKey was not found in this key vault.\"}})";
    private const string Forbidden = "ERROR: Forbidden({\"error\":{\"code\":\"AuthorizationFailed\"}})";
    private const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    public static TheoryData<string> Shells() => [.. HookRun.Shells()];

    /// <summary>For each shell what az fails at, with a vault that is there.</summary>
    public static TheoryData<string, string, string> Failures()
    {
        var all = new TheoryData<string, string, string>();
        foreach (var shell in HookRun.Shells())
        {
            all.Add(shell, "vaults", "ERROR: Please run 'az login' to setup account.");
            all.Add(shell, "secrets", Forbidden);
            all.Add(shell, "secret", Forbidden);
            all.Add(shell, shell == "sh" ? "deleted" : "deleted.json", Forbidden);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void The_first_run_makes_a_key_and_hands_it_over(string shell)
    {
        using var hook = Nothing();

        Assert.True(hook.Run(shell, "preprovision"), hook.Said);
        Assert.Equal(32, Convert.FromBase64String(hook.Kept!).Length);
        Assert.DoesNotContain(hook.Kept!, hook.Said, StringComparison.Ordinal);
        Assert.Contains("--tag azd-env-name=test", hook.Calls[0], StringComparison.Ordinal);
        Assert.Contains("--subscription 00000000-0000-0000-0000-000000000001", hook.Calls[0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void The_first_run_prints_an_admin_key_whose_hash_the_app_takes(string shell)
    {
        using var hook = Nothing();

        Assert.True(hook.Run(shell, "preprovision"), hook.Said);
        var (setting, value) = hook.Access!.Split('=', 2) is [var left, var right] ? (left, right) : ("", "");
        Assert.Equal("admin__current", setting);
        var stored = AccessKeyText.Read("admin", "current", value, out _)!;
        Assert.Equal(Role.Admin, Assert.Single(stored.Roles));
        var printed = System.Text.RegularExpressions.Regex.Match(hook.Said, "lsk_[A-Za-z0-9_-]{43}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        Assert.Equal(AccessKeyText.HashOf(printed), stored.Hash.AsEnumerable());
        Assert.DoesNotContain(printed, hook.Access, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void No_admin_key_is_made_in_a_build_or_beside_others_or_later(string shell)
    {
        using var build = Nothing();
        using var others = Nothing();
        using var later = Nothing().Answering("vaults", Vault).Answering("secrets", "InstallationKey");

        Assert.True(build.Run(shell, "preprovision", inBuild: true) && others.Run(shell, "preprovision", access: "me__current=admin sha256=0") && later.Run(shell, "preprovision"));

        Assert.Equal((null, null, null), (build.Access, others.Access, later.Access));
        Assert.DoesNotContain("lsk_", build.Said + others.Said + later.Said, StringComparison.Ordinal);
        Assert.Contains("docs/operations/keys.md", build.Said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void Two_first_runs_make_two_keys(string shell)
    {
        using var one = Nothing();
        using var other = Nothing();

        Assert.True(one.Run(shell, "preprovision") && other.Run(shell, "preprovision"));
        Assert.NotEqual(one.Kept, other.Kept);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_second_run_keeps_the_key(string shell)
    {
        using var hook = Nothing().Answering("vaults", Vault).Answering("secrets", "Other", "InstallationKey");

        Assert.True(hook.Run(shell, "preprovision"), hook.Said);
        Assert.Null(hook.Kept);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_key_on_a_later_page_of_the_list_is_found_by_its_name(string shell)
    {
        using var hook = Nothing().Answering("vaults", Vault).Answering("secrets", "InstallationKeyOfOld").Answering("secret", "InstallationKey");

        Assert.True(hook.Run(shell, "preprovision"), hook.Said);
        Assert.Null(hook.Kept);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_vault_without_a_key_gets_one(string shell)
    {
        using var hook = Nothing().Answering("vaults", Vault).Answering("secrets", "Other").Failing("secret", NotFound);

        Assert.True(hook.Run(shell, "preprovision"), hook.Said);
        Assert.NotNull(hook.Kept);
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_of_az_stops_the_run_without_a_key(string shell, string question, string error)
    {
        using var hook = Nothing().Answering("vaults", Vault).Answering("secrets", "Other").Failing("secret", NotFound).Failing(question, error);

        Assert.False(hook.Run(shell, "preprovision"), hook.Said);
        Assert.Null(hook.Kept);
        Assert.Contains(error[7..20], hook.Said, StringComparison.Ordinal);
        Assert.Contains("No key was made.", hook.Said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void No_key_is_made_while_a_deleted_vault_can_be_recovered(string shell)
    {
        using var hook = Nothing().Answering("deleted", "kv-test")
            .Answering("deleted.json", """[{ "name": "kv-else", "properties": { "tags": null } }, { "name": "kv-test", "properties": { "tags": { "azd-env-name": "test" } } }]""");

        Assert.False(hook.Run(shell, "preprovision"));
        Assert.Null(hook.Kept);
        Assert.Contains("az keyvault recover --name kv-test --resource-group rg-test", hook.Said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_key_from_an_interrupted_run_is_used_again(string shell)
    {
        using var hook = Nothing();

        Assert.True(hook.Run(shell, "preprovision", given: Key), hook.Said);
        Assert.Null(hook.Kept);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void An_invalid_key_of_the_user_stops_the_run(string shell)
    {
        using var hook = Nothing();

        Assert.False(hook.Run(shell, "preprovision", given: "c2hvcnQ="));
        Assert.Contains("at least 32 bytes", hook.Said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_second_key_is_forgotten_when_the_vault_has_one(string shell)
    {
        using var hook = Nothing().Answering("vaults", Vault).Answering("secrets", "InstallationKey");

        Assert.True(hook.Run(shell, "preprovision", given: Key), hook.Said);
        Assert.Equal("", hook.Kept);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void No_key_is_looked_up_or_made_without_an_azd_environment(string shell)
    {
        using var hook = Nothing();

        Assert.False(hook.Run(shell, "preprovision", inAzd: false));
        Assert.Empty(hook.Calls);
        Assert.Contains("azd env new", hook.Said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void A_key_that_azd_does_not_store_stops_the_run(string shell)
    {
        using var hook = Nothing().Failing("azd", "ERROR: environment 'test' does not exist");

        Assert.False(hook.Run(shell, "preprovision"));
        Assert.Contains("azd env new test", hook.Said, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void The_environment_forgets_the_key_once_the_vault_has_it(string shell)
    {
        using var hook = Nothing().Answering("vaults", Vault).Answering("secrets", "InstallationKey");

        Assert.True(hook.Run(shell, "postprovision", given: Key), hook.Said);
        Assert.Equal("", hook.Kept);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void The_environment_keeps_the_key_until_the_vault_has_it(string shell)
    {
        using var hook = Nothing().Answering("vaults", Vault).Failing("secret", NotFound);

        Assert.False(hook.Run(shell, "postprovision", given: Key));
        Assert.Null(hook.Kept);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void The_vault_is_not_asked_if_the_environment_has_no_key(string shell)
    {
        using var hook = Nothing();

        Assert.True(hook.Run(shell, "postprovision"), hook.Said);
        Assert.Empty(hook.Calls);
    }

    // A subscription without vaults, living or deleted.
    private static HookRun Nothing() => new HookRun().Answering("vaults").Answering("secrets").Answering("deleted").Answering("deleted.json", "[]");
}
