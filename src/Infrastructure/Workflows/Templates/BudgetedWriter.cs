using System.Globalization;

namespace Financbase.Infrastructure.Workflows.Templates;

/// <summary>Collects a rendering's text until its budget is spent.</summary>
internal sealed class BudgetedWriter(RenderingBudget budget) : StringWriter(CultureInfo.InvariantCulture)
{
    public override void Write(char value)
    {
        budget.Spend(1);
        base.Write(value);
    }

    public override void Write(char[] buffer, int index, int count)
    {
        budget.Spend(count);
        base.Write(buffer, index, count);
    }

    public override void Write(string? value)
    {
        budget.Spend(value?.Length ?? 0);
        base.Write(value);
    }
}
