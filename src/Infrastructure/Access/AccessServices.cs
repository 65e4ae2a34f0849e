using Financbase.Application.Access;
using Financbase.Domain.Access;
using Financbase.Infrastructure.Database;
using Financbase.Infrastructure.Encryption;
using Financbase.Infrastructure.Events;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Financbase.Infrastructure.Access;

internal static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddKeyRing();
        services.AddAccounts();
        services.AddSingleton<ISignInGuard, SignInGuard>();
        services.AddSingleton<ISecurityJournal, SecurityJournal>();
        services.AddScoped<IUserSessions, UserSessions>();
        services.AddSingleton<IPrincipalResolver, PrincipalResolver>();
        services.AddSingleton<IMemberships, Memberships>();
        services.AddSingleton<LiveSessions>();
        services.AddScoped<LiveCallers>();
        services.AddSingleton<IApiKeyHasher, ApiKeyHasher>();
        services.AddSingleton<ApiKeyRefusals>();
        services.AddSingleton<ApiKeyUses>();
        services.AddHostedService(provider => provider.GetRequiredService<ApiKeyUses>());
        services.AddSingleton<RightsCache>();
        services.AddScoped<AccessChanges>();
        services.AddScoped<IActingMembers, ActingMembers>();
        services.AddScoped<IInvitations, Invitations>();
        services.AddSingleton(new ConstraintMeaning(InvitationConfiguration.OpenIndex, AccessErrors.AlreadyInvited));
        services.AddScoped<IMemberReads, MemberReads>();
        services.AddScoped<IRoleReads, RoleReads>();
        services.AddScoped<IResourceGrants, ResourceGrants>();
        services.AddSingleton(new ConstraintMeaning(ResourceGrantConfiguration.OneEach, AccessErrors.GrantExists));
        services.AddSingleton(new ConstraintMeaning(CustomRoleConfiguration.KeyIndex, AccessErrors.RoleNameTaken));
        services.AddSingleton(new ConstraintMeaning(MembershipConfiguration.RoleKey, AccessErrors.RoleInUse));
        services.AddSingleton(provider => new ApiKeyDirectory(
            provider.GetRequiredService<DataSources>(), provider.GetRequiredService<RightsCache>(), provider.GetRequiredService<WakeUps>()));
        services.AddScoped<IApiKeyReads, ApiKeyReads>();
        services.AddScoped<IAccountTokens, AccountTokens>();
        services.AddSingleton<IMailAllowance, MailAllowance>();
        services.AddSingleton<ISignUpPolicy>(provider => SignUpPolicy.From(provider.GetRequiredService<IConfiguration>()));
        return services;
    }

    private static void AddKeyRing(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("financbase").PersistKeysToDbContext<FinancbaseDbContext>();
        services.AddOptions<KeyManagementOptions>()
            .Configure<IPlatformKeys>((options, keys) => options.XmlEncryptor = new KeyRingEncryptor(keys));
    }

    private static void AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<User>(options =>
        {
            IdentityTables.ChooseSchema(options);
            options.User.RequireUniqueEmail = true;
            options.User.AllowedUserNameCharacters = "";
        });
        services.Configure<PasswordHasherOptions>(PasswordHashing.Configure);
        services.AddScoped<IUserStore<User>, UserStore>();
        services.Replace(ServiceDescriptor.Singleton<IPasswordHasher<User>, UserPasswordHasher>());
        services.Replace(ServiceDescriptor.Scoped<IPasswordValidator<User>, PasswordValidator>());
        services.AddSingleton<DecoyPassword>();
        services.AddScoped<IUserAccounts, UserAccounts>();
        services.AddSingleton(new ConstraintMeaning("UserNameIndex", AccessErrors.EmailTaken));
    }
}
