using Financbase.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Financbase.Web.Access;

internal static class AccessSetup
{
    public static WebApplicationBuilder AddAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<SessionCookie>();
        services.AddAuthentication(Schemes.ByAddress)
            .AddPolicyScheme(Schemes.ByAddress, null, options => options.ForwardDefaultSelector = Schemes.Choose)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(Schemes.ApiKey, null)
            .AddCookie(Schemes.Session, options =>
            {
                options.Cookie.Name = SessionCookie.Name;
                options.EventsType = typeof(SessionCookie);
                options.SlidingExpiration = false;
            });

        var marked = new AuthorizationPolicyBuilder(Schemes.ByAddress).AddRequirements(new MarkRequirement()).Build();
        services.AddAuthorizationBuilder()
            .SetDefaultPolicy(marked)
            .SetFallbackPolicy(marked)
            .AddPolicy(ApiPolicy.Name, policy => policy
                .AddAuthenticationSchemes(Schemes.ApiKey).RequireAuthenticatedUser().AddRequirements(new MarkRequirement()));
        services.AddSingleton<IAuthorizationHandler, MarkHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusedEndpoints>();

        PasswordRateLimit.Add(services);
        HostCookies.Add(services);
        var proxies = TrustedProxies.From(builder.Configuration);
        services.Configure<ForwardedHeadersOptions>(options => TrustedProxies.Trust(options, proxies));
        services.AddHostedService<TransportRule>();
        return builder;
    }
}
