namespace LeadScoring.Domain.Models.Compiling;

/// <summary>The names that the conditions of routes may use (docs/reference/scoring.md#route-fields), and where their numbers stand.</summary>
internal sealed class RouteFields(ModelDefinition definition)
{
    public const int Score = 0;
    public const int Number = 1;
    public const int LastActivityDays = 2;
    public const int FirstDimension = 3;

    private readonly string[] _dimensions = [.. definition.Dimensions.Select(dimension => dimension.Name)];
    private readonly string[] _categories = [.. definition.Categories.Select(static category => category.Name)];

    public int FirstCategory => FirstDimension + _dimensions.Length;

    public int Count => FirstCategory + _categories.Length;

    /// <summary>Index of a numeric field; null for any other.</summary>
    public int? NumberOf(string field)
    {
        switch (field)
        {
            case "score":
                return Score;
            case "number":
                return Number;
            case "lastActivityDays":
                return LastActivityDays;
        }

        var dimension = Array.IndexOf(_dimensions, field);
        if (dimension >= 0)
            return FirstDimension + dimension;
        var category = field.StartsWith("category.", StringComparison.Ordinal) ? Array.IndexOf(_categories, field[9..]) : -1;
        return category >= 0 ? FirstCategory + category : null;
    }
}
