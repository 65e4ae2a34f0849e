namespace Financbase.Infrastructure.Egress;

/// <summary>Configuration section <c>Egress</c>.</summary>
public sealed class EgressOptions
{
    public const string Section = "Egress";

    /// <summary>
    /// Networks in CIDR form that outgoing calls may reach although they are not public, e.g. <c>127.0.0.0/8</c> on a
    /// developer's machine. Plain http is accepted there too. Empty by default.
    /// </summary>
    public IList<string> AllowedNetworks { get; init; } = [];
}
