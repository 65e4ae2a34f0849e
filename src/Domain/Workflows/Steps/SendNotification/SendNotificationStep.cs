using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Steps;

public sealed record SendNotificationStep(Template To, Template Title, Template Body, Template Link) : PerformedStep
{
    internal const int LongestTitle = 200;
    internal const int LongestBody = 2_000;
    internal const int LongestLink = 500;

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
