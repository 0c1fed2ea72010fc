using LeadScoring.Domain.Leads;
namespace LeadScoring.Tests.Infra;

/// <summary>eng/bicep-tree.mjs says what a text declares.</summary>
[Needs(Need.Processes)]
public sealed class BicepTreeTests
{
    private const string Text = """
        // a comment
        @description('It\'s one of two')
        @allowed([
          'a'
          'b'
        ])
        param kind string = 'a'

        @secure()
        param key string

        var query = '''
        T
        | where 'x' == "y"
        '''

        resource old 'A.B/c@2020-01-01' existing = {
          name: 'x'
        }

        resource made 'A.B/c@2020-01-01' = if (kind == 'a') {
          parent: old
          properties: {
            number: -3
            on: true
            none: null
            text: '${kind}-x'
            list: [for item in items: {
              name: item
            }]
          }
        }

        resource many 'A.B/c/d@2020-01-01' = [for (item, index) in items: {
          name: item
        }]

        module one 'one.bicep' = {
          name: 'one'
        }

        output id string = made.id
        """;

    [Fact]
    public void Declarations_are_read_with_their_decorators()
    {
        var file = BicepReader.Read(Text);

        Assert.Empty(file.Errors);
        Assert.Equal(("kind", "\"a\"", "It's one of two"), (file.Params[0].Name, file.Params[0].Default.Shown(), file.Params[0].Decorators.At("description").GetString()));
        Assert.Equal(["a", "b"], file.Params[0].Decorators.At("allowed").Texts());
        Assert.Equal((true, "(absent)"), (file.Params[1].IsSecure, file.Params[1].Default.Shown()));
        Assert.Equal("T\n| where 'x' == \"y\"\n", file.Var("query").GetString());
        Assert.Equal(("one.bicep", "\"one\""), (file.Modules[0].Path, file.Modules[0].Body.At("name").Shown()));
        Assert.Equal(("id", "made.id"), (file.Outputs[0].Name, file.Outputs[0].Value.Shown()));
    }

    [Fact]
    public void A_resource_has_its_type_condition_loop_and_values()
    {
        var file = BicepReader.Read(Text);
        var made = file.Find("made");

        Assert.True(file.Find("old").Existing);
        Assert.Equal(("A.B/c", "2020-01-01", false, "(kind == 'a')"), (made.Type, made.Version, made.Existing, made.Condition));
        Assert.Equal(["-3", "true", "null", "'${kind}-x'"], new[] { "number", "on", "none", "text" }.Select(name => made.Body.At("properties/" + name).Shown()));
        Assert.Equal("item", made.Body.At("properties/list/body/name").Shown());
        Assert.Equal("(item, index)", file.Find("many").Loop);
    }

    [Theory]
    [InlineData("param x string = 'open", "missing: '")]
    [InlineData("resource x 'A/b@1' = {\n  name: 'x'\n", "not understood")]
    [InlineData("var x = first('a'", "missing: )")]
    [InlineData("var x = {\n  a: 1 b: 2\n}", "two items on a line without a comma between")]
    [InlineData("var x = [ 1 2 ]", "two items on a line without a comma between")]
    [InlineData("resource x = {}", "not understood")]
    public void Text_that_is_not_Bicep_is_an_error(string text, string said) => Assert.Contains(BicepReader.Read(text).Errors, error => error.What.Contains(said, StringComparison.Ordinal));

    [Theory]
    [InlineData("var x = {\n  a: 1\n  a: 2\n}")]
    [InlineData("resource x 'A/b@1' = {\n  name: 'x'\n  resource y 'c' = {\n    name: 'y'\n  }\n}")]
    [InlineData("type t = string")]
    public void Bicep_that_the_checks_cannot_read_is_refused(string text) => Assert.Throws<InvalidOperationException>(() => BicepReader.Read(text));
}
