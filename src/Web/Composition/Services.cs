using Financbase.Application;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure;
using Financbase.Infrastructure.RateLimits;
using Financbase.Web.Access;
using Financbase.Web.Api;
using Financbase.Web.Api.Description;
using Financbase.Web.Health;
using Financbase.Web.Hooks;
using Financbase.Web.Monitoring;
using Financbase.Web.Shell;
using Financbase.Web.Tenancy;

namespace Financbase.Web.Composition;

internal static class Services
{
    public static WebApplicationBuilder AddFinancbase(this WebApplicationBuilder builder)
    {
        builder.AddLogs();
        builder.AddTelemetry();
        builder.Services.AddApplication();
        builder.Services.AddInfrastructure(builder.Configuration);
        var roles = ProcessRoles.From(builder.Configuration);
        if (roles.IsWorker)
        {
            builder.Services.AddWorker();
        }

        // It writes whole addresses, and the links of our mails carry secrets in theirs.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.AddAccess();
        builder.Services.AddRateLimits(builder.Configuration);
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<ApiSender>();
        builder.Services.AddSingleton<Resources>();
        builder.Services.AddScoped<ExecutionWait>();
        builder.Services.AddScoped<ExecutionStreams>();
        builder.Services.AddApiDescription();
        builder.Services.AddSingleton<HookLimit>();
        builder.Services.AddExceptionHandler<ApiExceptionHandler>();
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));
        builder.Services.AddShell().AddRazorPagesOptions(pages => pages.Conventions.UseUrlScopes());
        builder.Services.AddSingleton<MatcherPolicy, UrlScopeMatcher>();
        builder.Services.AddHealth(builder.Configuration, roles);
        builder.Services.AddShutdown();
        return builder;
    }
}
