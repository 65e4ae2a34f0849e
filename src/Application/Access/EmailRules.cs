using Financbase.Domain.SharedKernel;
using FluentValidation;

namespace Financbase.Application.Access;

internal static class EmailRules
{
    public static IRuleBuilderOptions<T, string> IsEmailAddress<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(text => EmailAddress.TryParse(text, out _)).WithMessage("Type an e-mail address such as name@company.example.");

    /// <summary>Of a text that a validator has let pass.</summary>
    public static EmailAddress ToEmailAddress(this string text) =>
        EmailAddress.TryParse(text, out var address) ? address : throw new ArgumentException("Not an e-mail address.", nameof(text));
}
