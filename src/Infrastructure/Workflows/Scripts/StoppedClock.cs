using Jint.Runtime;

namespace Financbase.Infrastructure.Workflows.Scripts;

/// <summary>The clock of a program: it stands at the instant at which its step began, in UTC.</summary>
internal sealed class StoppedClock(DateTimeOffset now) : ITimeSystem
{
    private static readonly DefaultTimeSystem Calendar = new(TimeZoneInfo.Utc, System.Globalization.CultureInfo.InvariantCulture);

    public TimeZoneInfo DefaultTimeZone => TimeZoneInfo.Utc;

    public DateTimeOffset GetUtcNow() => now;

    public bool TryParse(string date, out long epochMilliseconds) => Calendar.TryParse(date, out epochMilliseconds);

    public TimeSpan GetUtcOffset(long epochMilliseconds) => TimeSpan.Zero;
}
