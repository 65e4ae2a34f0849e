using Financbase.Domain.Secrets;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Triggers;

/// <summary>
/// <c>webhook {verify?, dedupe?, correlation?}</c>: a call to the trigger's own address. <c>trigger.body</c> is its body, <c>trigger.headers</c>
/// its headers by lower-case name, <c>trigger.query</c> its query. <c>verify</c> is <c>"none"</c> (the address itself is
/// the secret) or how a call proves where it comes from; <c>dedupe</c> names the header whose value tells repeated calls,
/// <c>correlation</c> the one by whose value people find the execution.
/// </summary>
public sealed class WebhookKind : TriggerKind
{
    /// <summary>The member that shows the address in what is read; it is ignored in what is written.</summary>
    public const string Address = "url";

    public override string Type => "webhook";

    public override CompiledTrigger Compile(ConfigReader trigger)
    {
        var isNone = trigger.Whole("verify").Json is { ValueKind: System.Text.Json.JsonValueKind.String } word && word.ValueEquals("none");
        var verify = trigger.Has("verify") && !isNone ? HookCheck.Read(trigger.Object("verify")) : null;
        trigger.Skip("verify", Address);
        return new WebhookTrigger(verify, trigger.OptionalText("dedupe", Limits.NameLength)?.ToLowerInvariant())
        {
            Correlation = trigger.OptionalText("correlation", Limits.NameLength),
        };
    }
}

/// <param name="Verify">Null: whoever knows the address may call.</param>
/// <param name="Dedupe">Lower-case name of a header, or null for those that are in common use.</param>
public sealed record WebhookTrigger(HookCheck? Verify, string? Dedupe) : CompiledTrigger
{
    /// <summary>The name of a header, or null.</summary>
    public string? Correlation { get; init; }

    public override string? Secret => Verify?.Secret;

    public override bool KnowsPeople => false;

    public override ValueShape Brings(Func<string, ValueShape> eventShape) =>
        ValueShape.Having(("body", ValueShape.Anything), ("headers", ValueShape.Anything), ("query", ValueShape.Anything));
}

/// <summary>How a call proves where it comes from.</summary>
/// <param name="Scheme">
/// <c>hmac</c>: a header holds the HMAC of the body; <c>token</c>: a header holds the secret; <c>standard</c>: as Standard
/// Webhooks says (webhook-id, webhook-timestamp, webhook-signature).
/// </param>
/// <param name="Secret">The name of the organization's secret.</param>
/// <param name="Header">Where the proof is, for <c>hmac</c> and <c>token</c>.</param>
/// <param name="Algorithm">sha256 or sha512.</param>
/// <param name="Encoding">hex or base64.</param>
/// <param name="Prefix">What stands before the proof, such as <c>sha256=</c>.</param>
public sealed record HookCheck(string Scheme, string Secret, string Header, string Algorithm, string Encoding, string Prefix)
{
    private const int LongestPrefix = 40;

    internal static HookCheck Read(ConfigReader verify)
    {
        var scheme = verify.Choice("scheme", ["hmac", "token", "standard"]);
        var secret = verify.Text("secret", OrganizationSecret.LongestName);
        if (secret.Length > 0 && !OrganizationSecret.IsName(secret))
            verify.Problem("secret", "not_allowed", "This must be the name of a secret.");
        var header = scheme == "standard" ? verify.OptionalText("header", Limits.NameLength) : verify.Text("header", Limits.NameLength);
        if (header is not null && scheme == "standard")
            verify.Problem("header", "not_allowed", "Standard Webhooks names its headers itself.");
        var check = new HookCheck(
            scheme,
            secret,
            header ?? "",
            verify.Choice("algorithm", ["sha256", "sha512"], otherwise: "sha256"),
            verify.Choice("encoding", ["hex", "base64"], otherwise: "hex"),
            verify.OptionalText("prefix", LongestPrefix) ?? "");
        verify.RefuseTheRest();
        return check;
    }
}
