using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

public sealed record SendSlackMessageStep(Template Webhook, Template Text, Template? Blocks) : PerformedStep
{
    internal const int LongestText = 40_000;

    private const int MostBlocks = 50;

    public OnLostResult WhenLost { get; init; }

    public override OnLostResult OnLostResult => WhenLost;

    public override JsonElement Prepare(Scope scope)
    {
        var webhook = Webhook.Render(scope);
        // With its secrets hidden, what will be an address need not be one yet.
        if (!IsAddress(webhook) && !(scope.Secrets.AreHidden && webhook.ValueKind == JsonValueKind.String))
            throw new DomainException(Error.Rule("workflows.address_invalid", "The webhook did not work out to an https address."));
        var text = StepText.Required(Text.Render(scope), "text", LongestText);
        var blocks = Blocks is null ? default : StepList.Of(Blocks.Render(scope), "blocks");
        if (blocks.ValueKind == JsonValueKind.Array && blocks.GetArrayLength() > MostBlocks)
            throw new DomainException(Error.Rule("workflows.too_many_items", $"A message has at most {MostBlocks} blocks."));
        return Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("webhook");
            webhook.WriteTo(writer);
            writer.WriteStartObject("message");
            writer.WriteString("text", text);
            if (blocks.ValueKind == JsonValueKind.Array)
            {
                writer.WritePropertyName("blocks");
                blocks.WriteTo(writer);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
    }

    internal static bool IsAddress(JsonElement value) => HttpRequestStep.Address(value) is { Scheme: "https" } or { IsLoopback: true };
}
