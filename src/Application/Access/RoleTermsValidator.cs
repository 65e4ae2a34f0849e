using System.Linq.Expressions;
using Financbase.Domain.Access;
using FluentValidation;

namespace Financbase.Application.Access;

/// <summary>Bounds what a role's description may carry; what it means is the role's own rule.</summary>
internal sealed class RoleTermsValidator<T> : AbstractValidator<T>
{
    private const int MostConstrained = 100;

    public RoleTermsValidator(Expression<Func<T, RoleTerms>> terms)
    {
        var read = terms.Compile();
        RuleFor(request => read(request).Name).NotEmpty().MaximumLength(CustomRole.NameLength)
            .WithMessage($"Give the role a name of 1 to {CustomRole.NameLength} characters.").OverridePropertyName("Name");
        RuleFor(request => read(request).Name + read(request).Description).Must(text => !text.Any(char.IsControl))
            .WithMessage("A name and a description are plain text of one line.").OverridePropertyName("Name");
        RuleFor(request => read(request).Permissions).Must(keys => keys.All(PermissionCatalogue.Contains))
            .WithMessage("Choose from the permissions that there are.").OverridePropertyName("Permissions");
        RuleFor(request => read(request).Constraints).Must(constraints => constraints.Values.All(IsSane))
            .WithMessage($"A constraint has an amount of at least 0 and at most {MostConstrained} statuses or accounts.")
            .OverridePropertyName("Constraints");
    }

    private static bool IsSane(Constraint constraint) =>
        (constraint.MaxAmount?.Minor ?? 0) >= 0 && constraint.Statuses is not { Count: > MostConstrained }
        && constraint.AccountIds is not { Count: > MostConstrained };
}
