using System.Reflection;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>An invoice in UBL as <c>multipart/form-data</c>: the part <c>file</c>, and, as a part or in the address, <c>addCustomer</c>.</summary>
internal sealed record InvoiceForm(byte[] Content, bool AddCustomer) : IBindableFromHttpContext<InvoiceForm>
{
    public static async ValueTask<InvoiceForm?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var form = await StatementMultipart.ReadAsync(context);
        var file = form.File ?? throw new DomainException(Error.Validation("file", "Attach the invoice as the part “file”."));
        var add = new[] { form.Texts.GetValueOrDefault("addCustomer", ""), context.Request.Query["addCustomer"].ToString() }.FirstOrDefault(text => text.Length > 0);
        return new InvoiceForm(file.Content.ToArray(), add switch
        {
            null or "false" => false,
            "true" => true,
            _ => throw new DomainException(Error.Validation("addCustomer", "Use true or false.")),
        });
    }
}
