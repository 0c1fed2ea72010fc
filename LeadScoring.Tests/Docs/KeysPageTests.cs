using LeadScoring.Functions.Access;
using LeadScoring.Functions.Access.Callers;
using LeadScoring.Functions.Access.SignIn;
using LeadScoring.Functions.Publishing;
using LeadScoring.Tests.Infra;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Docs;

/// <summary>docs/operations/keys.md says what the code does.</summary>
public sealed class KeysPageTests
{
    private static readonly string Page = Checkout.Text("docs/operations/keys.md");

    [Fact]
    public void Every_role_is_on_the_page_with_its_meaning() => Assert.Equal(
        Roles.All.Select(static role => $"| `{Roles.NameOf(role)}` | {Roles.TextOf(role)} |"),
        Page.Split('\n').Where(static line => line.StartsWith("| `", StringComparison.Ordinal)).Take(Roles.All.Count).Select(static line => string.Join('|', line.Split('|')[..3]) + "|"));

    [Fact]
    public void Every_action_of_the_audit_log_is_on_the_page()
    {
        var actions = InMemoryHttp.Functions.Select(static function => FunctionAccess.Of(function.Method).Audited?.Action).OfType<string>().Append(AuditTrail.RefusedAction).Append(SignInHandler.Action).Append(ReviewReminder.Action);
        var documented = Page.Split("| action | what |")[1].Split("\n\n")[0].Split('\n').Skip(2).SelectMany(static line => line.Split('|')[1].Split('`').Where(static (_, index) => index % 2 == 1));

        Assert.Equal(actions.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_setting_on_the_page_is_a_key()
    {
        var (setting, value) = Page.Split('\n').Single(static line => line.StartsWith("LeadScoring__Access__Keys__", StringComparison.Ordinal)).Split('=', 2) is [var left, var right] ? (left, right) : ("", "");
        var parts = setting.Split("__");

        Assert.NotNull(AccessKeyText.Read(parts[3], parts[4], value, out _));
    }
}
