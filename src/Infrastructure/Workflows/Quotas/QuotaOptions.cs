using Microsoft.Extensions.Configuration;

namespace Financbase.Infrastructure.Workflows.Quotas;

/// <summary>Configuration section <c>Workflows:Quotas</c>; 0, unless set, is no bound: what a quota refuses does not run.</summary>
public sealed class QuotaOptions
{
    public const string Section = "Workflows:Quotas";

    /// <summary>Executions of one organization that may begin within a day (UTC).</summary>
    public long ExecutionsPerDay { get; init; }

    /// <summary>Executions of one organization that may be under way, those that wait included.</summary>
    public long Unfinished { get; init; }

    public static QuotaOptions From(IConfiguration configuration) => configuration.GetSection(Section).Get<QuotaOptions>() ?? new QuotaOptions();
}
