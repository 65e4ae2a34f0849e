using Financbase.Application.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Infrastructure.Audit;

internal static class AuditRegistration
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddScoped<AuditFrames>();
        services.AddScoped<IAuditNotes>(scope => scope.GetRequiredService<AuditFrames>());
        services.AddScoped<AuditInterceptor>();
        services.AddScoped<IAuditTrail, AuditTrail>();
        services.AddHostedService<AuditPartitions>();
        services.AddScoped<IAuditReads, AuditReads>();
        services.AddScoped<ISecurityEventReads, SecurityEventReads>();
    }
}
