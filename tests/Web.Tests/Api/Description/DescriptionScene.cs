using System.Net.Http.Headers;
using System.Text;
using Financbase.Web.Api;
using Financbase.Web.Tests.Isolation;

namespace Financbase.Web.Tests.Api.Description;

/// <summary>Two organizations with something of everything, the API's description, and an owner's key to try it with.</summary>
internal sealed class DescriptionScene : IAsyncDisposable
{
    private readonly IsolationScene _scene;

    private DescriptionScene(IsolationScene scene, DescribedApi api, HttpClient http)
    {
        (_scene, Api, Http) = (scene, api, http);
        Routes = ApiRoute.All(scene.App);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", scene.OwnersKey);
    }

    public Testing.Hosting.TestApp App => _scene.App;

    public DescribedApi Api { get; }

    public HttpClient Http { get; }

    public IReadOnlyList<ApiRoute> Routes { get; }

    public IEnumerable<ApiRoute> OpenRoutes => Routes.Where(route => route.IsOpenToKeys);

    public static async Task<DescriptionScene> StartAsync()
    {
        var scene = await IsolationScene.StartAsync(GuardsOff.Nothing);
        var http = scene.App.CreateClient();
        return new DescriptionScene(scene, new DescribedApi(await http.GetStringAsync("/openapi/v1.json")), http);
    }

    public string IdOf(string place) => _scene.OurIds[place];

    public string AddressOf(ApiRoute route) => new Target(route.Method, route.Path.TrimStart('/'), null).Fill(place => _scene.OurIds[place]);

    public async Task<HttpResponseMessage> SendAsync(ApiRoute route, string? query = null, string? json = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), AddressOf(route) + query);
        if (route.TakesFiles)
            request.Content = route.Upload == typeof(InvoiceForm) ? Document(route.Path.StartsWith("/api/credit-notes", StringComparison.Ordinal))
                : route.Upload == typeof(AttachmentForm) ? Attachment()
                : route.Upload == typeof(ImportForm) ? Table()
                : Statement();
        else if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _scene.DisposeAsync();
    }

    private static MultipartFormDataContent Document(bool isCreditNote) => new("invoice")
    {
        { new ByteArrayContent(Encoding.UTF8.GetBytes(isCreditNote ? Invoice.Replace("InvoicedQ", "CreditedQ", StringComparison.Ordinal).Replace("Invoice", "CreditNote", StringComparison.Ordinal) : Invoice)), "file", "invoice.xml" },
        { new StringContent("true"), "addCustomer" },
    };

    private MultipartFormDataContent Attachment() => new("attachment")
    {
        { new ByteArrayContent("Delivered on Monday."u8.ToArray()), "file", "delivery.txt" },
        { new StringContent("bill"), "document" },
        { new StringContent(_scene.OurIds["bills/{id}"]), "documentId" },
    };

    private static MultipartFormDataContent Table() => new("table")
    {
        { new ByteArrayContent("Name,E-mail\nDescribed customer,described@customers.test\n"u8.ToArray()), "file", "customers.csv" },
        { new StringContent("customers"), "kind" },
    };

    private const string Invoice = """
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:a="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:b="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
        <b:ID>1</b:ID><b:IssueDate>2026-06-15</b:IssueDate><b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>
        <a:AccountingCustomerParty><a:Party><a:PartyLegalEntity><b:RegistrationName>plain customer</b:RegistrationName></a:PartyLegalEntity></a:Party></a:AccountingCustomerParty>
        <a:LegalMonetaryTotal><b:TaxExclusiveAmount>5</b:TaxExclusiveAmount><b:TaxInclusiveAmount>5</b:TaxInclusiveAmount></a:LegalMonetaryTotal>
        <a:InvoiceLine><b:InvoicedQuantity>1</b:InvoicedQuantity><b:LineExtensionAmount>5</b:LineExtensionAmount>
        <a:Item><b:Name>Work</b:Name><a:ClassifiedTaxCategory><b:ID>O</b:ID></a:ClassifiedTaxCategory></a:Item><a:Price><b:PriceAmount>5</b:PriceAmount></a:Price></a:InvoiceLine>
        </Invoice>
        """;

    private static MultipartFormDataContent Statement() => new("statement")
    {
        { new ByteArrayContent("Date,Description,Amount\n2026-06-09,Described lunch,-12.50\n"u8.ToArray()), "file", "june.csv" },
    };
}
