using FluentValidation;

namespace Financbase.Application.Purchases;

internal static class DayRules
{
    /// <summary>None, or one between 1900 and 2199.</summary>
    public static void MustBeDayOfBooks<T>(this IRuleBuilder<T, DateOnly?> day) =>
        day.Must(date => date is not { Year: < 1900 or > 2199 }).WithMessage("Choose a day between 1900 and 2199.");
}
