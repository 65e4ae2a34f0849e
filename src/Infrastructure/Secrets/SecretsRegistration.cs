using Financbase.Application.Secrets;
using Financbase.Domain.Secrets;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Secrets;

internal static class SecretsRegistration
{
    public static void AddSecrets(this IServiceCollection services)
    {
        services.AddSingleton<SealedProperty>(OrganizationSecretConfiguration.Value);
        services.AddSingleton(OrganizationSecretConfiguration.Value.Column);
        services.AddSingleton(new ConstraintMeaning(OrganizationSecretConfiguration.NameIndex, SecretsErrors.NameTaken));
        services.AddSingleton<SecretValues>();
        services.AddScoped<ISecretReads, SecretReads>();
    }
}
