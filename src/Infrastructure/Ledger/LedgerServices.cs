using Financbase.Application.Ledger;
using Financbase.Application.Ledger.Scheduled;
using Financbase.Domain.Ledger;
using Financbase.Infrastructure.Banking;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Ledger;

internal static class LedgerServices
{
    public static void AddLedger(this IServiceCollection services)
    {
        services.AddScoped<ILedger, LedgerWriter>();
        services.AddScoped<ILedgerReports, LedgerReports>().AddScoped<CashBasis>();
        services.AddScoped<IExchangeRates, ExchangeRates>();
        services.AddScoped<ILedgerLines, LedgerLines>();
        services.AddScoped<IProjects, Projects>();
        services.AddScoped<IEntryTags, StoredEntryTags>();
        services.AddScoped<IForeignHoldings, ForeignBankAccounts>();
        services.AddScoped<IBudgets, Budgets>();
        services.AddScoped<IScheduledEntries, ScheduledBooks>();
        services.AddScoped<IMonthlyFigures, MonthlyFigures>();
        services.AddScoped<IMovedIn, MovedIn>();
        services.AddScoped<ILedgerChecks, LedgerChecks>();
        services.AddScoped<ILedgerCheck, PostingCheck>();
        services.AddScoped<ILedgerCheck, ControlAccounts>().AddScoped<IControlAccounts, ControlAccounts>();
        services.AddScoped<ILedgerCheck, ScheduleCheck>();
        services.AddSingleton<EachOrganization>().AddSingleton<DuePieces>();
        services.AddSingleton(new ConstraintMeaning(AccountConfiguration.CodeIndex, LedgerErrors.CodeTaken));
        services.AddSingleton(new ConstraintMeaning("ux_journal_entries_reverses", LedgerErrors.AlreadyReversed));
        services.AddSingleton(new ConstraintMeaning("ux_journal_entries_source", LedgerErrors.AlreadyPosted));
        services.AddSingleton(new ConstraintMeaning(ExchangeRateConfiguration.DayIndex, LedgerErrors.RateTaken));
        services.AddSingleton(new ConstraintMeaning(BudgetConfiguration.NameIndex, BudgetErrors.NameTaken));
        services.AddSingleton(new ConstraintMeaning(ProjectConfiguration.CodeIndex, ProjectErrors.CodeTaken));
        services.AddSingleton(new ConstraintMeaning("fk_postings_projects", ProjectErrors.Unknown));
        services.AddSingleton(new ConstraintMeaning("ck_journal_entries_open_day", LedgerErrors.PeriodIsLocked));
        services.AddSingleton(new ConstraintMeaning("ck_journal_entries_whole", LedgerErrors.NotWhole));
        services.AddSingleton(new ConstraintMeaning("ck_postings_account_in_use", LedgerErrors.AccountNotPostable));
        services.AddSingleton(new ConstraintMeaning("fk_postings_accounts", LedgerErrors.AccountNotPostable));
    }
}
