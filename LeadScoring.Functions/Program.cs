namespace LeadScoring.Functions;

public static class Program
{
    public static void Main() { }
}
