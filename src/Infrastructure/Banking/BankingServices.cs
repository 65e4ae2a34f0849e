using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Infrastructure.Banking.Statements;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Banking;

internal static class BankingServices
{
    public static void AddBanking(this IServiceCollection services)
    {
        services.AddSingleton<IStatementReader, StatementReader>();
        services.AddScoped<IBankLines, BankLines>();
        services.AddScoped<IRepeatedLines, RepeatedLines>();
        services.AddScoped<IBankingReports, BankingReports>();
        services.AddScoped<IBankRules, BankRules>();
        services.AddScoped<ILineSuggestions, LineSuggestions>();
        services.AddScoped<IMatchableEntries, MatchableEntries>();
        services.AddScoped<IReconciliations, Reconciliations>();
        services.AddScoped<ICashReports, CashReports>();
        services.AddSingleton(provider => provider.GetRequiredService<IConfiguration>()
            .GetSection(LongImportOptions.Section).Get<LongImportOptions>() ?? new LongImportOptions());
        services.AddScoped<IStatementUploads, StatementUploads>();
        foreach (var property in BankingSeals.All)
        {
            services.AddSingleton(property);
            services.AddSingleton(property.Column);
        }

        services.AddSingleton(new PlaintextColumn(BankingSeals.Iban, "plain_iban"));
        services.AddSingleton(new PlaintextColumn(BankingSeals.Number, "plain_number"));
        services.AddSingleton(new PlaintextColumn(BankingSeals.Identification, "plain_identification"));
        services.AddSingleton(new PlaintextColumn(BankingSeals.Statements, "plain_statements"));
        services.AddSingleton(new ConstraintMeaning(BankAccountConfiguration.IbanIndex, BankingErrors.IbanTaken));
        services.AddSingleton(new ConstraintMeaning(BankAccountConfiguration.LedgerAccountIndex, BankingErrors.LedgerAccountTaken));
        services.AddSingleton(new ConstraintMeaning("ck_journal_entries_matched", BankingErrors.EntryMatched));
        services.AddSingleton(new ConstraintMeaning("ux_bank_transactions_matched", BankingErrors.NoEntry));
        services.AddSingleton(new ConstraintMeaning(BankRuleConfiguration.NameIndex, BankingErrors.RuleNameTaken));
        services.AddSingleton(new ConstraintMeaning("ck_bank_transactions_booked_stay", BankingErrors.BookedLinesStay));
        services.AddSingleton(new ConstraintMeaning("ck_bank_account_totals_amount", BankingErrors.SumTooLarge));
    }
}
