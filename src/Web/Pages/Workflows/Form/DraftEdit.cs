using System.Globalization;

namespace Financbase.Web.Pages.Workflows.Form;

/// <summary>
/// A change of the form's own shape, asked for by a button's value: <c>add-step:delay</c>, <c>remove-step:2</c>,
/// <c>up:2</c>, <c>down:2</c>, <c>add-trigger:event</c>, <c>remove-trigger:0</c>, <c>add-rule:steps:1:config</c>. What does
/// not fit changes nothing.
/// </summary>
public static class DraftEdit
{
    public static void Apply(DraftForm form, string act)
    {
        switch (act.Split(':'))
        {
            case ["add-step", var type] when KindForms.StepTypes.Contains(type):
                form.Steps.Add(NewStep(form, type));
                break;
            case ["remove-step", var at] when Place(at, form.Steps) is { } index:
                Remove(form, index);
                break;
            case ["up", var at] when Place(at, form.Steps) is > 0 and { } index:
                (form.Steps[index - 1], form.Steps[index]) = (form.Steps[index], form.Steps[index - 1]);
                break;
            case ["down", var at] when Place(at, form.Steps) is { } index && index < form.Steps.Count - 1:
                (form.Steps[index + 1], form.Steps[index]) = (form.Steps[index], form.Steps[index + 1]);
                break;
            case ["add-trigger", var type] when KindForms.TriggerTypes.Contains(type):
                form.Triggers.Add(new PartForm { Type = type });
                break;
            case ["remove-trigger", var at] when Place(at, form.Triggers) is { } index:
                form.Triggers.RemoveAt(index);
                break;
            case ["add-rule", "steps", var at, var field] when Place(at, form.Steps) is { } index:
                AddRule(form.Steps[index], field);
                break;
            case ["add-rule", "triggers", var at, var field] when Place(at, form.Triggers) is { } index:
                AddRule(form.Triggers[index], field);
                break;
        }
    }

    // A new step follows the last one, if that leads nowhere yet: the list reads as it runs.
    private static StepForm NewStep(DraftForm form, string type)
    {
        var taken = form.Steps.Select(step => step.Key).ToHashSet(StringComparer.Ordinal);
        var key = Enumerable.Range(1, taken.Count + 1).Select(number => $"{type}{number}").First(free => !taken.Contains(free));
        if (form.Steps is [.., var last] && last.Next.Values.All(string.IsNullOrEmpty))
        {
            if (KindForms.OutcomesOf(last) is [var first, ..])
            {
                last.Next[first] = key;
            }
        }

        return new StepForm { Type = type, Key = key, Was = key };
    }

    // Wires to a removed step go on to where it led, if it led to one place only.
    private static void Remove(DraftForm form, int index)
    {
        var gone = form.Steps[index];
        string[] onward = [.. gone.Next.Values.Where(key => !string.IsNullOrEmpty(key)).Distinct()!];
        form.Steps.RemoveAt(index);
        form.Entry = form.Entry == gone.Was ? "" : form.Entry;
        foreach (var step in form.Steps)
        {
            foreach (var (port, target) in step.Next.ToList())
            {
                if (target == gone.Was)
                {
                    step.Next[port] = onward is [var only] ? only : "";
                }
            }
        }
    }

    private static void AddRule(PartForm part, string field)
    {
        if (!part.Conditions.TryGetValue(field, out var condition))
        {
            part.Conditions[field] = condition = new ConditionForm();
        }

        condition.Rules.Add(new RuleForm());
    }

    private static int? Place<T>(string text, List<T> list) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.Count ? index : null;
}
