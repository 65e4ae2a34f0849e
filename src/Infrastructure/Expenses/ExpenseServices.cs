using Financbase.Application.Expenses;
using Financbase.Application.Ledger;
using Financbase.Domain.Expenses;
using Financbase.Infrastructure.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Expenses;

internal static class ExpenseServices
{
    public static void AddExpenses(this IServiceCollection services)
    {
        services.AddScoped<IExpenses, ExpenseBooks>();
        services.AddSingleton<ISubledger, OwedToStaff>();
        services.AddSingleton(new ConstraintMeaning("ck_expenses_unchanged", ExpensesErrors.NotADraft));
    }
}
