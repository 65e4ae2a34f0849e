using Financbase.Application.Documents;
using Financbase.Domain.Documents;
using Financbase.Infrastructure.Database;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Documents;

internal static class DocumentServices
{
    public static void AddDocuments(this IServiceCollection services)
    {
        services.AddScoped<ITaxRateReads, TaxRateReads>();
        services.AddScoped<IDocumentNumbers, DocumentNumbers>();
        services.AddScoped<IDocumentUses, DocumentUses>();
        services.AddScoped<IDueItems, DueDocuments>();
        services.AddSingleton(new ConstraintMeaning(TaxRateConfiguration.NameIndex, DocumentsErrors.TaxRateNameTaken));
    }
}
