using System.Globalization;
using Financbase.Application.Expenses;
using Financbase.Domain.Expenses;

namespace Financbase.Web.Pages.Expenses;

public sealed record ExpenseInput
{
    /// <summary>Instead of an account: a member paid.</summary>
    public const string ByPerson = "person";

    /// <summary>A vendor, by name or with the id in brackets behind it, or whoever else.</summary>
    public string? Payee { get; init; }

    public DateOnly? SpentOn { get; init; }

    public string? Amount { get; init; }

    public string? Currency { get; init; }

    public Guid? Account { get; init; }

    public Guid? TaxRate { get; init; }

    public Guid? Project { get; init; }

    public string? Purpose { get; init; }

    /// <summary>An account by its id, <see cref="ByPerson"/>, or nothing for where money usually is.</summary>
    public string? PaidFrom { get; init; }

    /// <summary>A member's address; nothing for whoever records it.</summary>
    public string? Person { get; init; }

    /// <summary>Null where it is no account.</summary>
    internal Guid? MoneyAccount => Guid.TryParse(PaidFrom, CultureInfo.InvariantCulture, out var account) ? account : null;

    public static ExpenseInput Of(ExpenseView expense) => new()
    {
        Payee = expense.Vendor is { } vendor ? $"{vendor.Name} [{vendor.Id}]" : expense.Payee,
        SpentOn = expense.SpentOn,
        Amount = expense.Totals.Gross.ToPlainString(),
        Currency = expense.Currency,
        Account = expense.Account.Id.Value,
        TaxRate = expense.TaxRateId?.Value,
        Project = expense.ProjectId?.Value,
        Purpose = expense.Purpose,
        PaidFrom = expense.PaidBy == ExpensePayer.Person ? ByPerson : $"{expense.MoneyAccount!.Id.Value}",
        Person = expense.Person is { } person ? person.Email ?? $"[{person.Id}]" : null,
    };
}
