using Financbase.Application;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure;
using Financbase.Web.Api;
using Financbase.Web.Health;
using Financbase.Web.Shell;
using Financbase.Web.Tenancy;
using Microsoft.AspNetCore.Authorization;

namespace Financbase.Web.Composition;

internal static class Services
{
    public static WebApplicationBuilder AddFinancbase(this WebApplicationBuilder builder)
    {
        builder.Services.AddApplication();
        builder.Services.AddInfrastructure(builder.Configuration);
        if (ProcessRoles.From(builder.Configuration).IsWorker)
        {
            builder.Services.AddWorker();
        }

        builder.Services.AddAuthentication();
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(ApiPolicy.Name, policy => policy.AddAuthenticationSchemes(ApiPolicy.Scheme).RequireAuthenticatedUser());
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<ApiSender>();
        builder.Services.AddExceptionHandler<ApiExceptionHandler>();
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));
        builder.Services.AddShell().AddRazorPagesOptions(pages => pages.Conventions.UseUrlScopes());
        builder.Services.AddHealth();
        return builder;
    }
}
