using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Financbase.Infrastructure.Encryption;

internal static class EncryptionServices
{
    public static void AddEncryption(this IServiceCollection services)
    {
        services.AddSingleton(provider => MasterKeySource.Load(
            provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>()));
        services.AddSingleton<IKeyEncryptionKeyProvider>(provider => new MasterKeyProvider(
            provider.GetRequiredService<MasterKey>(), MasterKeySource.LoadPrevious(provider.GetRequiredService<IConfiguration>())));
        services.AddSingleton<KeyConnections>();
        services.AddSingleton(provider => new KeyStore(
            provider.GetRequiredService<KeyConnections>(), provider.GetRequiredService<IKeyEncryptionKeyProvider>(),
            provider.GetRequiredService<IConfiguration>().GetValue("Encryption:RememberKeys", TimeSpan.FromMinutes(1))));
        services.AddSingleton(provider => new Vault(provider.GetRequiredService<KeyStore>()));
        services.AddSingleton<PlatformKeys>();
        services.AddSingleton<IPlatformKeys>(provider => provider.GetRequiredService<PlatformKeys>());
        services.AddSingleton<SealedProperties>();
        services.AddSingleton<SealingInterceptor>();
        services.AddSingleton<ResealedColumns>();
        services.AddSingleton<RotationAudit>();
        services.AddSingleton(provider => new KeyRotation(
            provider.GetRequiredService<KeyStore>(), provider.GetRequiredService<PlatformKeys>(),
            provider.GetRequiredService<ResealedColumns>(), provider.GetRequiredService<RotationAudit>()));
        services.AddSingleton<PlaintextSealing>();
        services.AddSingleton<PartIndexing>();
    }
}
