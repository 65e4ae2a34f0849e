using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Definitions;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

/// <summary>
/// <c>sendNotification {to, title, body?, link?}</c>: <c>to</c> is <c>everyone</c>, the key of a role, or a member's
/// e-mail address; <c>link</c> is a page of the organization such as <c>/banking</c>. Its prepared input is
/// <c>{"to","title","body","link"}</c>, its output <c>{"recipients": 2}</c>.
/// </summary>
public sealed class SendNotificationKind : StepKind
{
    public override string Type => "sendNotification";

    public override EffectClass Effect => EffectClass.Database;

    public override CompiledStep Compile(ConfigReader config)
    {
        var nothing = new Template.Literal(Json.Null);
        var (to, title) = (config.Template("to") ?? nothing, config.Template("title") ?? nothing);
        var (body, link) = (config.OptionalTemplate("body"), config.OptionalTemplate("link"));
        if (link is Template.Literal { Value: { ValueKind: JsonValueKind.String } literal } && !SendNotificationStep.IsPage(literal.GetString()!))
            config.Problem("link", "not_allowed", "This must be a page of the organization such as /banking.");
        return new SendNotificationStep(to, title, body ?? nothing, link ?? nothing);
    }
}

public sealed record SendNotificationStep(Template To, Template Title, Template Body, Template Link) : PerformedStep
{
    private const int LongestTitle = 200;
    private const int LongestBody = 2_000;
    private const int LongestLink = 500;

    public override JsonElement Prepare(Scope scope)
    {
        var to = StepText.Required(To.Render(scope), "to", EmailAddress.MaximumLength).Trim();
        var title = StepText.Required(Title.Render(scope), "title", LongestTitle);
        var body = StepText.Of(Body.Render(scope), "body", LongestBody);
        var link = StepText.Of(Link.Render(scope), "link", LongestLink).Trim();
        if (link.Length > 0 && !IsPage(link))
        {
            throw new DomainException(Error.Rule(
                "workflows.address_invalid", "The link did not work out to a page of the organization such as /banking."));
        }

        return Json.Build(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("to", to);
            writer.WriteString("title", title);
            writer.WriteString("body", body);
            writer.WriteString("link", link);
            writer.WriteEndObject();
        });
    }

    /// <summary>A path below the organization's address, which can lead nowhere else.</summary>
    internal static bool IsPage(string link) =>
        link is ['/', ..] && !link.StartsWith("//", StringComparison.Ordinal)
        && !link.Contains('\\', StringComparison.Ordinal) && !link.Contains("..", StringComparison.Ordinal) && !link.Any(char.IsControl);
}
