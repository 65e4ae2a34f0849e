using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Banking.Rules;

[RequirePermission(Permissions.BankRules.Manage)]
public sealed class EditModel(ISender sender) : PageModel, IRuleForm
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public RuleInput Input { get; set; } = new();

    public BankRuleView Rule { get; private set; } = null!;

    public RuleChoices Choices { get; private set; } = new([], [], []);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        Input = RuleInput.Of(Rule);
        return Page();
    }

    [Sends<ChangeBankRule>]
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } refused)
            return refused;

        var parts = await Input.ReadAsync(sender, ct);
        if (parts.Error is { } wrong)
            return this.Invalid(wrong);

        var saved = await sender.Send(
            new ChangeBankRule(new(Id), Input.Name ?? "", parts.Value.Conditions, parts.Value.Account, Input.Memo, Input.Priority, Input.IsAutomatic, Input.CountedBy), ct);
        return saved.Error is { } error ? this.Invalid(error) : Done("The rule is saved.");
    }

    [Sends<DeleteBankRule>]
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct) =>
        (await sender.Send(new DeleteBankRule(new(Id)), ct)).Error is { } error ? this.Refused(error) : Done("The rule is deleted.");

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        var found = await sender.Send(new GetBankRule(new(Id)), ct);
        if (found.Error is { } error)
            return this.Refused(error);

        (Rule, Choices) = (found.Value, await RuleChoices.ReadAsync(sender, found.Value.Conditions.BankAccountId, ct));
        return null;
    }

    private RedirectToPageResult Done(string sentence)
    {
        this.Toast(sentence);
        return RedirectToPage("/Banking/Rules/Index");
    }
}
