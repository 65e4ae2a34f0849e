using System.Globalization;
using System.Text.Json;
using Financbase.Domain.SharedKernel;
using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Steps;

namespace Financbase.Web.Pages.Approvals;

/// <summary>What was typed into an approval's form, field by field in its order, and what it means.</summary>
internal static class FormAnswers
{
    /// <summary>What cannot be read stays a text, which the form then refuses.</summary>
    public static JsonElement Read(IReadOnlyList<ApprovalField> form, IReadOnlyList<string?> typed)
    {
        var answers = new Dictionary<string, object?>();
        foreach (var (at, field) in form.Index())
        {
            var text = typed.ElementAtOrDefault(at);
            answers[field.Name] = field.Type switch
            {
                "boolean" => text is "true",
                "number" when decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) => number,
                _ => text,
            };
        }

        return JsonSerializer.SerializeToElement(answers, WireJson.Options);
    }

    public static string Text(JsonElement answer) => answer.ValueKind switch
    {
        JsonValueKind.True => "Yes",
        JsonValueKind.False => "No",
        _ => answer.ToString(),
    };

    /// <summary>The same messages, at the places of the inputs.</summary>
    public static Error Placed(Error error, IReadOnlyList<ApprovalField> form) => error.Fields is null ? error : error with
    {
        Fields = error.Fields.ToDictionary(
            field => form.Index().Where(one => ApprovalForm.Path(one.Item.Name) == field.Key).Select(one => $"Answers[{one.Index}]").FirstOrDefault() ?? Pascal(field.Key),
            field => field.Value),
    };

    private static string Pascal(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
