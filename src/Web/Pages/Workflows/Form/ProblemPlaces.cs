using System.Text.RegularExpressions;

namespace Financbase.Web.Pages.Workflows.Form;

/// <summary>Where a problem of a definition stands in the form: <c>steps[2].config.url</c> is <c>Steps[2].Fields[config.url]</c>.</summary>
public static partial class ProblemPlaces
{
    /// <summary>Relative to the form; empty for the form as a whole.</summary>
    public static string Of(DraftForm form, string path)
    {
        var match = Part().Match(path);
        if (!match.Success)
        {
            return path is "name" or "description" ? path : "";
        }

        var isStep = match.Groups["list"].Value == "steps";
        var index = int.Parse(match.Groups["index"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
        var inner = match.Groups["inner"].Value;
        var parts = isStep ? form.Steps.Cast<PartForm>().ToList() : form.Triggers;
        if (index >= parts.Count)
        {
            return "";
        }

        var at = $"{(isStep ? "Steps" : "Triggers")}[{index}]";
        return inner switch
        {
            "key" or "name" => $"{at}.{inner}",
            _ when inner.StartsWith("next.", StringComparison.Ordinal) => $"{at}.Next[{inner["next.".Length..]}]",
            _ => FieldAt(isStep ? KindForms.Step(parts[index].Type) : KindForms.Trigger(parts[index].Type), inner) is { } field
                ? $"{at}.{(field.Control == FieldControl.Condition ? "Conditions" : "Fields")}[{field.Path}]"
                : at,
        };
    }

    // The field whose path the problem's path begins with: a problem inside a header stands at the headers.
    private static FieldForm? FieldAt(KindForm kind, string inner) => kind.Fields
        .Where(field => inner == field.Path || inner.StartsWith(field.Path + ".", StringComparison.Ordinal) || inner.StartsWith(field.Path + "[", StringComparison.Ordinal))
        .MaxBy(field => field.Path.Length);

    [GeneratedRegex(@"^(?<list>steps|triggers)\[(?<index>\d{1,4})\]\.?(?<inner>.*)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
