namespace Financbase.Web.Shell;

/// <summary>Days as a reader means them: in their own time zone.</summary>
internal static class Days
{
    public static DateOnly Today(TimeProvider clock, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    public static DateTimeOffset? StartOf(DateOnly? day, TimeZoneInfo zone)
    {
        if (day is not { } date)
            return null;

        var local = date.ToDateTime(TimeOnly.MinValue);
        return date.Year is > 1 and < 9999 ? new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime() : new DateTimeOffset(local, TimeSpan.Zero);
    }

    /// <summary>When the next day begins; null for the last of all days.</summary>
    public static DateTimeOffset? EndOf(DateOnly? day, TimeZoneInfo zone) => StartOf(day < DateOnly.MaxValue ? day?.AddDays(1) : null, zone);
}
