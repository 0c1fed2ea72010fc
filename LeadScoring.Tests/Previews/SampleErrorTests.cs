using LeadScoring.Domain.Previews;

namespace LeadScoring.Tests.Previews;

/// <summary>What a count of a sample says about all.</summary>
public sealed class SampleErrorTests
{
    [Theory]
    [InlineData(37, 256, 37, 37, 37)]
    [InlineData(0, 256, 0, 0, 0)]
    // The exact limits of a Poisson count at 95 %: 0 to 3.69 (one-sided 97.5 %), 5 to 18.39 of 10, 81.4 to 121.6 of 100; times 16.
    [InlineData(0, 16, 0, 0, 59)]
    [InlineData(10, 16, 160, 77, 294)]
    [InlineData(100, 16, 1600, 1302, 1946)]
    public void The_limits_are_those_of_a_count(int count, int buckets, int number, int low, int high)
    {
        var estimate = SampleError.Of(count, buckets, 256);

        Assert.Equal(number, estimate.Number);
        Assert.InRange(estimate.Low, low - 2, low + 2);
        Assert.InRange(estimate.High, high - 2, high + 2);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(400)]
    public void The_limits_hold_in_about_nineteen_of_twenty_samples(int all)
    {
        var random = new Random(7);
        var held = 0;
        const int Samples = 2000;
        for (var sample = 0; sample < Samples; sample++)
        {
            // Each of them is in one of 256 buckets; 16 are looked at.
            var found = Enumerable.Range(0, all).Count(_ => random.Next(256) % 16 == 0);
            var estimate = SampleError.Of(found, 16, 256);
            held += all >= estimate.Low && all <= estimate.High ? 1 : 0;
        }

        Assert.InRange((double)held / Samples, 0.93, 1);
    }
}
