using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

public sealed record SendEmailStep(Template To, Template Subject, Template Body) : PerformedStep
{
    private const int MostRecipients = 20;
    internal const int LongestSubject = 200;
    internal const int LongestBody = 50_000;

    public override JsonElement Prepare(Scope scope)
    {
        var to = To.Render(scope);
        if (Fault(to) is { } fault)
            throw new DomainException(Error.Rule("workflows.recipient_invalid", fault));

        var subject = StepText.Required(Subject.Render(scope), "subject", LongestSubject);
        var body = StepText.Required(Body.Render(scope), "body", LongestBody);
        return Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("to");
            foreach (var address in Addresses(to).Distinct(StringComparer.OrdinalIgnoreCase))
                writer.WriteStringValue(address);
            writer.WriteEndArray();
            writer.WriteString("subject", subject);
            writer.WriteString("body", body);
            writer.WriteEndObject();
        });
    }

    /// <summary>What is wrong with a rendered <c>to</c>, or null.</summary>
    internal static string? Fault(JsonElement to)
    {
        var given = Texts(to).Take(MostRecipients + 1).ToList();
        return given.Count == 0 ? "A mail needs a recipient."
            : given.Count > MostRecipients ? $"A step writes to at most {MostRecipients} addresses."
            : given.Find(text => !EmailAddress.TryParse(text, out _)) is { } wrong ? $"“{Short(wrong)}” is not an e-mail address."
            : null;
    }

    private static IEnumerable<string> Addresses(JsonElement to) =>
        Texts(to).Select(text => EmailAddress.TryParse(text, out var address) ? address.Value : text);

    private static IEnumerable<string> Texts(JsonElement to) => to.ValueKind switch
    {
        JsonValueKind.String => to.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        JsonValueKind.Array => to.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : item.GetRawText()),
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        _ => [to.GetRawText()],
    };

    private static string Short(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
