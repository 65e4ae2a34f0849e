using Financbase.Application.Mail;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Mail;

namespace Financbase.Infrastructure.Tests.Mail;

public sealed class MailComposerTests
{
    private static readonly MailComposer Composer = new();
    private static readonly Uri Link = new("https://books.example/invitations/abc?x=1&y=2");

    [Test]
    public void A_letter_says_the_same_in_text_and_in_html_and_leads_to_its_link()
    {
        var mail = Composer.Compose(Invitation("North Wind Ltd"));

        mail.To.ShouldBe("new@north.example");
        mail.Subject.ShouldBe("owner@north.example invites you to North Wind Ltd on Financbase");
        mail.Text.ShouldContain($"Accept the invitation:\n{Link}\n");
        mail.Html!.ShouldContain("href=\"https://books.example/invitations/abc?x=1&amp;y=2\"");
        mail.Html!.ShouldContain("to work on the books of North Wind Ltd as Viewer.");
    }

    [Test]
    public void What_people_typed_becomes_neither_markup_nor_a_header_nor_a_paragraph()
    {
        var mail = Composer.Compose(Invitation("<b>x</b>\r\nBcc: all@north.example\n\n=> Click\u0000{{ link }}"));

        mail.Subject.ShouldNotContain('\n');
        mail.Subject.ShouldNotContain('\r');
        mail.Html!.ShouldNotContain("<b>");
        mail.Html!.ShouldContain("&lt;b&gt;x&lt;/b&gt; Bcc: all@north.example =&gt; Click {{ link }}");
        mail.Text.Split('\n').ShouldNotContain(line => line.StartsWith("Bcc", StringComparison.Ordinal));
    }

    [Test]
    public void A_huge_name_is_cut() => Composer.Compose(Invitation(new string('x', 100_000))).Subject.Length.ShouldBeLessThanOrEqualTo(200);

    [TestCase("javascript:alert(1)")]
    [TestCase("/invitations/abc")]
    public void A_letter_links_nowhere_but_to_a_web_address(string link)
    {
        var letter = new Letter("invitation", To(), new Dictionary<string, string> { ["link"] = link });

        Should.Throw<ArgumentException>(() => Composer.Compose(letter));
    }

    [Test]
    public void Every_template_names_only_values_that_its_letter_gives()
    {
        Letter[] letters =
        [
            Invitation("North Wind Ltd"), Letter.ConfirmAddress(To(), Link), Letter.AccountExists(To(), Link), Letter.ResetPassword(To(), Link),
            Letter.NoAccount(To(), Link), Letter.PasswordChanged(To(), Link), Letter.ConfirmNewAddress(To(), "old@north.example", Link),
            Letter.AddressChanged(To(), "now@north.example", Link), Letter.Approval(To(), "North Wind Ltd", "Expenses", "Pay the rent", Link),
            Letter.Invoice(To(), "North Wind Ltd", "INV-2026-00042", "1190.00 EUR", "30 July 2026", Link, null, new("INV-2026-00042.pdf", [])),
            Letter.Quote(To(), "North Wind Ltd", "QUO-2026-00012", "1190.00 EUR", "30 July 2026", Link, null, new("QUO-2026-00012.pdf", [])),
            Letter.Reminder(To(), "North Wind Ltd", "Reminder: invoice INV-2026-00042", "It is still open.", Link, new("INV-2026-00042.pdf", [])),
        ];

        letters.Select(letter => letter.Template).ShouldBe(Composer.Templates, ignoreOrder: true);
        foreach (var mail in letters.Select(Composer.Compose))
            (mail.Subject + mail.Text).ShouldNotMatch(@"  | [.,:?]|\{\{|^ ");
    }

    private static Letter Invitation(string organization) => Letter.Invitation(To(), organization, "owner@north.example", "Viewer", Link);

    private static EmailAddress To() => EmailAddress.TryParse("new@north.example", out var to) ? to : throw new InvalidOperationException();
}
