namespace Financbase.Web.Pages.Banking.Rules;

/// <summary>A page that shows a rule's form.</summary>
public interface IRuleForm
{
    RuleInput Input { get; }

    RuleChoices Choices { get; }
}
