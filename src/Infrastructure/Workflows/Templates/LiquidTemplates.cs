using Financbase.Domain.Workflows;
using Financbase.Domain.Workflows.Expressions;
using Fluid;

namespace Financbase.Infrastructure.Workflows.Templates;

/// <summary>The template language: Liquid by Fluid, cut down to what cannot reach the host or outgrow its limits.</summary>
internal sealed class LiquidTemplates : ITemplates
{
    private static readonly FluidParser Parser = LiquidLanguage.Parser();

    public bool TryCompile(string text, out ITemplate template, out string problem)
    {
        var isRead = TryRead(text, out var read, out problem);
        template = read;
        return isRead;
    }

    /// <summary>The same for texts that are not a workflow's, such as reminders.</summary>
    public static bool TryRead(string text, out LiquidTemplate template, out string problem)
    {
        template = null!;
        if (text.Length > Limits.TextLength)
        {
            problem = $"A template has at most {Limits.TextLength:N0} characters.";
            return false;
        }

        if (!TemplateTags.TryPrepare(text, out var prepared, out problem))
        {
            return false;
        }

        if (!Parser.TryParse(prepared, out var parsed, out var mistake))
        {
            problem = FirstLine(mistake);
            return false;
        }

        var check = new TemplateCheck();
        check.VisitTemplate(parsed);
        template = new LiquidTemplate(parsed, check.References);
        problem = check.Problem ?? "";
        return check.Problem is null;
    }

    // The parser repeats the source below its sentence.
    private static string FirstLine(string mistake) => mistake.Split('\n', 2)[0].TrimEnd('\r', '.') + ".";
}
