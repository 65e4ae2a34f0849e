using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Attachments;

/// <summary>What can be wrong with files and notes at documents.</summary>
public static class AttachmentsErrors
{
    public static Error DocumentUnknown { get; } = Error.Rule("attachments.document_unknown", "There is no such document, or it is not yours to see.");

    public static Error UnsupportedType { get; } = new(
        "attachments.unsupported_type", "Only PDF, PNG, JPEG, WebP, XML and plain text (UTF-8, such as CSV) can be attached.", ErrorKind.UnsupportedType);

    public static Error TooLarge { get; } = new("attachments.too_large", $"A file may have {Attachment.LargestMegabytes} MB.", ErrorKind.TooLarge);

    public static Error TooMany { get; } = Error.Conflict("attachments.too_many", $"A document takes {Attachment.MostOfDocument} files. Delete one of them first.");

    public static Error NotYours { get; } = new("attachments.not_yours", "A note is deleted by who wrote it.", ErrorKind.Forbidden);

    public static Error FileNotYours { get; } = new(
        "attachments.file_not_yours", "A file is removed by who attached it, or by somebody who may change such documents.", ErrorKind.Forbidden);

    /// <summary>Something of the file store is missing or was changed: an operator has to look.</summary>
    public static Error Lost { get; } = Error.Conflict("attachments.lost", "This file cannot be read any more. Tell whoever runs this installation.");

    public static Error GoneMeanwhile { get; } = Error.Conflict("attachments.busy", "The same file was attached or deleted in this very moment. Attach it again.");

    public static Error NoStore { get; } = Error.Conflict("attachments.no_store", "This installation has not been told where files lie. Tell whoever runs it: Files__Folder is missing.");

    public static Error NameMismatch(IReadOnlyList<string> endings) => new(
        "attachments.name_mismatch", $"By its content, this file’s name should end with {string.Join(" or ", endings)}.", ErrorKind.UnsupportedType);
}
