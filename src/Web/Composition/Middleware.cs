using Financbase.Web.Api;
using Financbase.Web.Api.Description;
using Financbase.Web.Health;
using Financbase.Web.Hooks;
using Financbase.Web.Jobs;
using Financbase.Web.Monitoring;
using Financbase.Web.RateLimits;
using Financbase.Web.Security;
using Financbase.Web.Shell;
using Financbase.Web.Tenancy;

namespace Financbase.Web.Composition;

internal static class Middleware
{
    /// <summary>The order matters: the organization leaves the path before routing, and is settled after authentication.</summary>
    public static WebApplication UseFinancbase(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler();
        app.UseShell();
        app.UseApiStatus();
        app.UseMiddleware<CrossSiteRequests>();
        app.UseMiddleware<OrganizationPath>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<RequestLimits>();
        app.UseMiddleware<TenantResolution>();
        app.UseAuthorization();
        app.UseAntiforgery();

        if (ProcessRoles.From(app.Configuration).IsWeb)
        {
            app.MapStaticAssets().AllowAnonymous().Costs(RequestCost.Free);
            app.MapRazorPages().WithStaticAssets();
            app.MapApi();
            app.MapApiDescription();
            app.MapHooks();
            app.MapJobs();
        }

        app.MapHealth();
        app.MapMetrics();
        return app;
    }
}
