using Financbase.Application.Sales.Reminders;
using Financbase.Infrastructure.Workflows.Templates;

namespace Financbase.Infrastructure.Sales;

/// <summary>In the Liquid of workflows, with its limits; there is nothing in reach but the values of one invoice.</summary>
internal sealed class ReminderTexts : IReminderTexts
{
    public string? Refuse(string text)
    {
        if (!LiquidTemplates.TryRead(text, out var template, out var problem))
            return problem;

        var unknown = template.References.Select(path => path.Split('.', '[')[0]).FirstOrDefault(name => !IReminderTexts.Names.Contains(name));
        return unknown is null ? null : $"There is no “{unknown}”. Use {string.Join(", ", IReminderTexts.Names)}.";
    }

    public string Write(string text, IReadOnlyDictionary<string, string> values) =>
        LiquidTemplates.TryRead(text, out var template, out var problem) ? template.Render(values) : throw new InvalidOperationException(problem);
}
