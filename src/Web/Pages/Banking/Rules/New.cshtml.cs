using Financbase.Application.Access;
using Financbase.Application.Banking;
using Financbase.Application.Pipeline;
using Financbase.Domain.Access;
using Financbase.Domain.Banking;
using Financbase.Web.Access;
using Financbase.Web.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Financbase.Web.Pages.Banking.Rules;

/// <summary>A rule from scratch, or begun from a line or a proposal by what stands in the address.</summary>
[RequirePermission(Permissions.BankRules.Manage)]
public sealed class NewModel(ISender sender) : PageModel, IRuleForm
{
    [BindProperty]
    public RuleInput Input { get; set; } = new();

    public RuleChoices Choices { get; private set; } = new([], [], []);

    public async Task OnGetAsync(string? words, MoneyDirection direction, string? account, bool excludes, CancellationToken ct)
    {
        var name = words is { Length: > BankRule.LongestName } ? words[..BankRule.LongestName] : words;
        Input = new() { Name = name, Words = name, Direction = direction, Account = account, Excludes = excludes };
        Choices = await RuleChoices.ReadAsync(sender, null, ct);
    }

    [Sends<CreateBankRule>]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Choices = await RuleChoices.ReadAsync(sender, null, ct);
        var parts = await Input.ReadAsync(sender, ct);
        if (parts.Error is { } wrong)
            return this.Invalid(wrong);

        var made = await sender.Send(
            new CreateBankRule(Input.Name ?? "", parts.Value.Conditions, parts.Value.Account, Input.Memo, Input.Priority, Input.IsAutomatic, Input.CountedBy), ct);
        if (made.Error is { } error)
            return this.Invalid(error);

        this.Toast("The rule is made.");
        return RedirectToPage("/Banking/Rules/Index");
    }
}
