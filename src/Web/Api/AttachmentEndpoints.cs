using Financbase.Application.Attachments;
using Financbase.Domain.Attachments;
using Financbase.Web.Access;
using Financbase.Web.Api.Description;

namespace Financbase.Web.Api;

/// <summary><c>/api/attachments</c> and <c>/api/notes</c>.</summary>
internal static class AttachmentEndpoints
{
    private static readonly QueryWords Kind = QueryWords.Word<DocumentKind>("document", "Only at documents of this kind.");

    private static readonly QueryWords Id = QueryWords.Id("documentId", "Only at the document with this id.");

    public static void Map(RouteGroupBuilder api)
    {
        var attachments = api.MapGroup("/attachments");
        attachments.MapGet("/", (Guid? documentId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListAttachments(new(QueryWord.Read<DocumentKind>(http, "document"), documentId), page.Value), ct)).Sends<ListAttachments>().Takes(Kind, Id);
        attachments.MapPost("/", (AttachmentForm form, ApiSender sender, CancellationToken ct) => sender.Send(
            new AttachFile(form.Document, form.Name, form.Content), attached => ApiAnswer.Created($"/api/attachments/{attached.Id}", attached), ct)).Sends<AttachFile>()
            .Answers(StatusCodes.Status201Created)
            .Takes(QueryWords.Word<DocumentKind>("document", "Of what kind the document is, if no part says so."), QueryWords.Id("documentId", "Its id, if no part says so."))
            .Refuses(
                AttachmentsErrors.DocumentUnknown, AttachmentsErrors.UnsupportedType, AttachmentsErrors.NameMismatch([]), AttachmentsErrors.TooLarge, AttachmentsErrors.TooMany,
                AttachmentsErrors.GoneMeanwhile, AttachmentsErrors.NoStore);
        attachments.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetAttachment(new(id)), ct)).Sends<GetAttachment>();
        attachments.MapGet("/{id:guid}/file", (Guid id, ApiSender sender, CancellationToken ct) => sender.File(new GetAttachedFile(new(id)), ct)).Sends<GetAttachedFile>()
            .AnswersOnlyFile("application/octet-stream").Refuses(AttachmentsErrors.Lost, AttachmentsErrors.NoStore);
        attachments.MapGet("/{id:guid}/thumbnail", (Guid id, ApiSender sender, CancellationToken ct) => sender.File(new GetAttachedFile(new(id), Small: true), ct)).Sends<GetAttachedFile>()
            .WithName("getThumbnail").WithSummary("Get thumbnail").WithDescription("A small picture of an image, as WebP.")
            .AnswersOnlyFile("image/webp").Refuses(AttachmentsErrors.Lost, AttachmentsErrors.NoStore);
        attachments.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new DetachFile(new(id)), ct)).Sends<DetachFile>()
            .Refuses(AttachmentsErrors.FileNotYours);

        var notes = api.MapGroup("/notes");
        notes.MapGet("/", (Guid? documentId, PageParameters page, HttpContext http, ApiSender sender, CancellationToken ct) =>
            sender.Page(new ListNotes(new(QueryWord.Read<DocumentKind>(http, "document"), documentId), page.Value), ct)).Sends<ListNotes>().Takes(Kind, Id);
        notes.MapPost("/", (Body<NoteBody> body, ApiSender sender, CancellationToken ct) => sender.Send(
            new WriteNote(new(body.Value.Document, body.Value.DocumentId), body.Value.Text), written => ApiAnswer.Created($"/api/notes/{written.Id}", written), ct)).Sends<WriteNote>()
            .Answers(StatusCodes.Status201Created).Refuses(AttachmentsErrors.DocumentUnknown)
            .Example("""{"document":"invoice","documentId":"0197c4a0-5e00-7000-8000-000000000012","text":"Asked for the delivery note."}""");
        notes.MapGet("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new GetNote(new(id)), ct)).Sends<GetNote>();
        notes.MapDelete("/{id:guid}", (Guid id, ApiSender sender, CancellationToken ct) => sender.Ok(new DeleteNote(new(id)), ct)).Sends<DeleteNote>()
            .Refuses(AttachmentsErrors.NotYours);
    }
}

/// <param name="Document">Of what kind the document is.</param>
/// <param name="DocumentId">Its id.</param>
/// <param name="Text">1 to 4,000 characters.</param>
public sealed record NoteBody(DocumentKind Document, Guid DocumentId, string Text);
