using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Attachments;

public readonly record struct FileId(Guid Value) : IEntityId<FileId>
{
    public static FileId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct AttachmentId(Guid Value) : IEntityId<AttachmentId>
{
    public static AttachmentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

public readonly record struct NoteId(Guid Value) : IEntityId<NoteId>
{
    public static NoteId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
