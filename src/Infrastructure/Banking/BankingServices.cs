using Financbase.Application.Banking;
using Financbase.Domain.Banking;
using Financbase.Infrastructure.Banking.Statements;
using Financbase.Infrastructure.Database;
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
        services.AddScoped<IStatementUploads, StatementUploads>();
        services.AddSingleton(new ConstraintMeaning(BankAccountConfiguration.IbanIndex, BankingErrors.IbanTaken));
    }
}
