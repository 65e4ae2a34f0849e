using Financbase.Domain.Workflows.Definitions;

namespace Financbase.Domain.Tests.Workflows;

public sealed class IsoDurationTests
{
    [TestCase("PT3S", "00:00:03")]
    [TestCase("PT0.25S", "00:00:00.25")]
    [TestCase("PT90M", "01:30:00")]
    [TestCase("P2D", "2.00:00:00")]
    [TestCase("P1W", "7.00:00:00")]
    [TestCase("P1DT2H3M4S", "1.02:03:04")]
    public void Reads(string text, string duration)
    {
        IsoDuration.TryParse(text, out var read).ShouldBeTrue();
        read.ShouldBe(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture));
        IsoDuration.TryParse(IsoDuration.Format(read), out var again).ShouldBeTrue();
        again.ShouldBe(read);
    }

    [TestCase("")]
    [TestCase("P")]
    [TestCase("PT")]
    [TestCase("P1DT")]
    [TestCase("P1Y")]
    [TestCase("P1M")]
    [TestCase("-PT1S")]
    [TestCase("PT1S\n")]
    [TestCase("3s")]
    [TestCase("PT99999999999999999999H")]
    public void Refuses(string text) => IsoDuration.TryParse(text, out _).ShouldBeFalse();
}
