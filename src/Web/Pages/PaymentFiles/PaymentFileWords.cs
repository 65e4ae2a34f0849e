using Financbase.Domain.Purchases.PaymentFiles;
using Financbase.Web.TagHelpers;

namespace Financbase.Web.Pages.PaymentFiles;

public static class PaymentFileWords
{
    public static IReadOnlyList<Choice> States { get; } = Choice.Of<PaymentFileStatus>(status => status.ToString());

    public static Tone ToneOf(this PaymentFileStatus status) => status switch
    {
        PaymentFileStatus.Prepared => Tone.Info,
        PaymentFileStatus.Confirmed => Tone.Ok,
        _ => Tone.Idle,
    };

    public static string IconOf(this PaymentFileStatus status) => status switch
    {
        PaymentFileStatus.Prepared => "clock",
        PaymentFileStatus.Confirmed => "circle-check",
        _ => "ban",
    };
}
