using System.Text;
using Financbase.Domain.Attachments;
using Financbase.Domain.SharedKernel;

namespace Financbase.Domain.Tests.Attachments;

/// <summary>What a file is, is told by its content.</summary>
public sealed class FileFormatTests
{
    private static readonly (byte[] Content, string? MediaType)[] Known =
    [
        ("%PDF-1.7\n"u8.ToArray(), "application/pdf"),
        ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0], "image/png"),
        ([0xff, 0xd8, 0xff, 0xe0, 0], "image/jpeg"),
        ([.. "RIFF"u8, 1, 0, 0, 0, .. "WEBPVP8 "u8], "image/webp"),
        ("<?xml version=\"1.0\"?><a/>"u8.ToArray(), "application/xml"),
        ([.. Encoding.UTF8.Preamble, .. "<?xml version=\"1.0\"?><a/>"u8], "application/xml"),
        ("Date;Amount\r\n2026-06-01;1,50 €\r\n"u8.ToArray(), "text/plain"),
        ([.. "RIFF"u8, 1, 0, 0, 0, .. "WAVEfmt "u8], null),
        ([.. "MZ"u8, 0x90, 0, 3, 0], null),
        ([.. "PK"u8, 3, 4], null),
        ([0xff, 0xfe, 0x41, 0x00], null),
        ([0xc3, 0x28], null),
        ("a\u001b[2Jb"u8.ToArray(), null),
        ([], null),
    ];

    [Test]
    public void Each_kind_is_told_by_its_first_bytes() =>
        Known.Select(known => FileFormat.Of(known.Content)?.MediaType).ShouldBe(Known.Select(known => known.MediaType));

    [TestCase("note.txt", "Delivered.", null)]
    [TestCase("lines.CSV", "a;b", null)]
    [TestCase("page.html", "<html><script>alert(1)</script></html>", "attachments.name_mismatch")]
    [TestCase("drawing.svg", "<?xml version=\"1.0\"?><svg onload=\"alert(1)\"/>", "attachments.name_mismatch")]
    [TestCase("bill.pdf", "no PDF", "attachments.name_mismatch")]
    [TestCase("run.exe", "text", "attachments.name_mismatch")]
    [TestCase("", "text", "validation_error")]
    [TestCase("empty.txt", "", "validation_error")]
    public void A_name_must_agree_with_what_is_in_it(string name, string content, string? refusal)
    {
        var code = Code(() => Attachment.FormatOf(name, Encoding.UTF8.GetBytes(content)));

        code.ShouldBe(refusal);
    }

    private static string? Code(Action act)
    {
        try
        {
            act();
            return null;
        }
        catch (DomainException refused)
        {
            return refused.Error.Code;
        }
    }
}
