using System.Reflection;
using Financbase.Domain.Attachments;
using Financbase.Domain.SharedKernel;

namespace Financbase.Web.Api;

/// <summary>
/// A file for a document as <c>multipart/form-data</c>: the part <c>file</c>, and, as parts or in the address, <c>document</c>
/// (its kind) and <c>documentId</c>.
/// </summary>
internal sealed record AttachmentForm(DocumentReference Document, string Name, ReadOnlyMemory<byte> Content) : IBindableFromHttpContext<AttachmentForm>
{
    public static async ValueTask<AttachmentForm?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var form = await StatementMultipart.ReadAsync(context, AttachmentsErrors.TooLarge);
        var file = form.File ?? throw new DomainException(Error.Validation("file", "Attach the file as the part “file”."));
        var id = Guid.TryParse(Text("documentId"), out var given) ? given : throw new DomainException(Error.Validation("documentId", "Use the id of the document."));
        return new AttachmentForm(new(QueryWord.Parse<DocumentKind>(Text("document"), "document"), id), file.Name, file.Content);

        string Text(string name) => context.Request.Query[name].ToString() is { Length: > 0 } word ? word : form.Texts.GetValueOrDefault(name, "");
    }
}
