using Financbase.Domain.Workflows.Expressions;

namespace Financbase.Domain.Workflows.Definitions;

/// <summary>Compiles what one definition may have compiled; compiling is the dear part of reading a definition.</summary>
internal sealed class TemplateAllowance(ITemplates templates) : ITemplates
{
    private int _left = Limits.Templates;

    public bool TryCompile(string text, out ITemplate template, out string problem)
    {
        if (_left-- > 0)
            return templates.TryCompile(text, out template, out problem);
        template = null!;
        problem = $"A workflow has at most {Limits.Templates:N0} texts with templates.";
        return false;
    }
}
