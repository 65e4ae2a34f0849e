using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Financbase.Web.Health;

/// <summary>Without the key ring nobody can sign in and no form can be sent: the wrong master key shows here.</summary>
internal sealed class KeyRingHealth(IDataProtectionProvider keys) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var protector = keys.CreateProtector("health");
        var text = protector.Unprotect(protector.Protect("health"));
        return Task.FromResult(text == "health" ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The key ring does not read what it wrote."));
    }
}
