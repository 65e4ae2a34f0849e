using Financbase.Application.Purchases;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Purchases;

internal static class PurchaseServices
{
    public static void AddPurchases(this IServiceCollection services)
    {
        services.AddScoped<IPurchaseReads, PurchaseReads>();
        foreach (var property in PurchaseSeals.All)
        {
            services.AddSingleton(property);
            services.AddSingleton(property.Column);
        }
    }
}
