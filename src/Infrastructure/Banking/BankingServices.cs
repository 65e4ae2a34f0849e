using Financbase.Application.Banking;
using Financbase.Infrastructure.Banking.Statements;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Banking;

internal static class BankingServices
{
    public static void AddBanking(this IServiceCollection services) => services.AddSingleton<IStatementReader, StatementReader>();
}
