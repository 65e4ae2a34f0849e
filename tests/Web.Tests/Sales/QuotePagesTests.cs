using System.Net;
using Financbase.Testing.Hosting;
using Financbase.Testing.Mail;

namespace Financbase.Web.Tests.Sales;

/// <summary>A quote as a browser without scripts writes it, and as a stranger with the link answers it.</summary>
public sealed class QuotePagesTests
{
    [Test]
    public async Task A_quote_is_written_sent_accepted_by_a_stranger_and_made_an_invoice()
    {
        await using var app = await TestApp.StartAsync();
        var firm = await TestSales.OpenAsync(await app.FoundAsync("firm"));
        using var browser = await TestBrowser.SignInAsync(app, await firm.Organization.AddMemberAsync("owner"));
        (string, string)[] form =
        [
            ("Input.Customer", "Northwind Shipyard"), ("Input.IssueDate", "2026-06-15"), ("Input.DueDate", "2150-01-01"), ("Input.Currency", "EUR"),
            ("Input.Lines[0].Description", "Survey"), ("Input.Lines[0].UnitPrice", "100"),
        ];
        using (var wrong = await browser.SubmitAsync("/o/firm/quotes/new", form[..4]))
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await DoneAsync("/o/firm/quotes/new", form);
        var id = $"{await app.Database.ScalarAsync("SELECT id FROM quotes")}";
        await DoneAsync($"/o/firm/quotes/{id}/edit", [.. form[..5], ("Input.Lines[0].UnitPrice", "120")]);
        await DoneAsync($"/o/firm/quotes/{id}?handler=Send", ("to", "buyer@north.test"));
        (await browser.GetStringAsync("/o/firm/quotes?status=sent&text=QUO-2026")).ShouldContain("QUO-2026-00001");

        using var stranger = TestBrowser.Open(app);
        var link = new Uri((await app.WaitForMailsAsync("buyer@north.test"))[0].Link()).PathAndQuery;
        (await stranger.GetStringAsync(link)).ShouldContain("120.00 EUR");
        using (var pdf = await stranger.GetAsync($"{link}?handler=Pdf"))
            pdf.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        using (var accepted = await stranger.SubmitAsync($"{link}?handler=Accept"))
            accepted.StatusCode.ShouldBe(HttpStatusCode.Redirect, await accepted.Content.ReadAsStringAsync());
        (await stranger.GetStringAsync(link)).ShouldContain("This quote is accepted.");
        using (var made = await stranger.GetAsync("/quote/made-up"))
            made.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await DoneAsync($"/o/firm/quotes/{id}?handler=Convert");
        (await browser.GetStringAsync($"/o/firm/quotes/{id}")).ShouldContain("The invoice that it became");

        async Task DoneAsync(string address, params (string, string)[] fields)
        {
            using var answer = await browser.SubmitAsync(address, fields);
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        }
    }
}
