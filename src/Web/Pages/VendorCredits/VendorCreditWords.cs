using Financbase.Domain.Purchases;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.VendorCredits;

public static class VendorCreditWords
{
    public static IReadOnlyList<Choice> States { get; } = Choice.Of<VendorCreditStatus>(status => status.ToString());

    public static Tone ToneOf(this VendorCreditStatus status) => status == VendorCreditStatus.Posted ? Tone.Ok : Tone.Idle;

    public static string IconOf(this VendorCreditStatus status) => status switch
    {
        VendorCreditStatus.Draft => "file-pen",
        VendorCreditStatus.Posted => "circle-check",
        _ => "ban",
    };
}
