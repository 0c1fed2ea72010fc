namespace LeadScoring.Local;

public static class Program
{
    public static void Main() { }
}
