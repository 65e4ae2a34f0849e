using System.Text;
using Financbase.Application.Attachments;
using Financbase.Application.Ledger;
using Financbase.Application.Paging;
using Financbase.Application.Purchases;
using Financbase.Domain.Access;
using Financbase.Domain.Attachments;
using Financbase.Domain.Ledger;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Attachments;
using Financbase.Testing.Fixtures;
using Financbase.Testing.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Financbase.Application.Tests.Attachments;

/// <summary>Files and notes at documents: kept encrypted and once, seen by those alone who may see the document.</summary>
public sealed class AttachmentTests
{
    private static readonly byte[] Delivery = "Delivered to the quay on Monday."u8.ToArray();

    private TestApp _app = null!;
    private TestOrganization _firm = null!;
    private DocumentReference _bill;
    private int _bills;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestApp.StartAsync(("Process:Roles", "web"));
        _firm = await _app.FoundAsync("firm");
        var cost = await _firm.SendAsync(new CreateAccount("6000", "Costs", AccountSubtype.OperatingExpense));
        await _firm.SendAsync(new ChoosePostingAccount(PostingRole.Purchases, cost.Value.Id));
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [SetUp]
    public async Task DraftBill() => _bill = await BillAsync(_firm);

    [Test]
    public async Task A_file_comes_back_as_it_was_and_lies_in_the_store_as_noise()
    {
        var id = (await _firm.SendAsync(new AttachFile(_bill, "delivery.txt", Delivery))).Value.Id;

        var file = (await _firm.SendAsync(new GetAttachedFile(id), role: "viewer")).Value;
        (file.Name, file.MediaType, file.Content).ShouldBe(("delivery.txt", "text/plain", file.Content));
        file.Content.ShouldBe(Delivery);
        await foreach (var (name, _) in Store.ListAsync(CancellationToken.None))
            Encoding.Latin1.GetString((await Store.ReadAsync(name, CancellationToken.None))!).ShouldNotContain("quay");
        ((long)(await _app.Database.ScalarAsync($"SELECT count(*) FROM files f, audit_logs l WHERE f::text LIKE '%quay%' OR l.changes::text LIKE '%delivery.txt%'"))!).ShouldBe(0);
    }

    [Test]
    public async Task Equal_files_are_kept_once_also_when_two_attach_them_at_the_same_time()
    {
        var content = Encoding.UTF8.GetBytes($"the same {Guid.NewGuid()}");
        (await _firm.SendAsync(new AttachFile(_bill, "first.txt", content))).Error.ShouldBeNull();
        var other = await BillAsync(_firm);

        var twice = await Task.WhenAll(_firm.SendAsync(new AttachFile(_bill, "second.txt", content)), _firm.SendAsync(new AttachFile(other, "third.txt", content)));

        twice.ShouldAllBe(attached => attached.Error == null);
        var files = (await _firm.SendAsync(new ListAttachments(new(), new PageRequest()))).Value.Items.Where(file => file.Size == content.Length).ToList();
        (files.Count, files.Select(file => file.FileId).Distinct().Count()).ShouldBe((3, 1));
    }

    [Test]
    public async Task An_image_has_a_small_picture_and_what_only_claims_to_be_one_has_none()
    {
        var image = (await _firm.SendAsync(new AttachFile(_bill, "scan.png", TestImage.Png(900, 300)))).Value.Id;
        var claim = (await _firm.SendAsync(new AttachFile(_bill, "claim.jpg", new byte[] { 0xff, 0xd8, 0xff, 0xe0, 0, 1, 2 }))).Value.Id;

        var small = (await _firm.SendAsync(new GetAttachedFile(image, Small: true))).Value;
        using var picture = SkiaSharp.SKBitmap.Decode(small.Content);
        (small.MediaType, picture.Width, picture.Height).ShouldBe(("image/webp", 240, 80));
        (await _firm.SendAsync(new GetAttachedFile(claim, Small: true))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
    }

    [Test]
    public async Task Another_organization_and_whoever_may_not_see_the_document_see_and_attach_nothing()
    {
        var id = (await _firm.SendAsync(new AttachFile(_bill, "delivery.txt", Delivery))).Value.Id;
        var note = (await _firm.SendAsync(new WriteNote(_bill, "Ask them."))).Value.Id;
        var stranger = await _app.FoundAsync($"s{Guid.NewGuid():N}"[..12]);
        var owner = Role.Owner.Permissions;

        foreach (var (organization, permissions) in new[] { (stranger, owner), (_firm, [.. owner.Except(["bills:read"])]) })
        {
            (await organization.SendWithAsync(permissions, new AttachFile(_bill, "x.txt", Delivery))).Error.ShouldBe(AttachmentsErrors.DocumentUnknown);
            (await organization.SendWithAsync(permissions, new WriteNote(_bill, "x"))).Error.ShouldBe(AttachmentsErrors.DocumentUnknown);
            (await organization.SendWithAsync(permissions, new GetAttachedFile(id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
            (await organization.SendWithAsync(permissions, new DetachFile(id))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
            (await organization.SendWithAsync(permissions, new DeleteNote(note))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
            (await organization.SendWithAsync(permissions, new ListAttachments(new(), new PageRequest()))).Value.Items.ShouldBeEmpty();
            (await organization.SendWithAsync(permissions, new ListNotes(new(Id: _bill.Id), new PageRequest()))).Value.Items.ShouldBeEmpty();
        }
    }

    [Test]
    public async Task Nobody_attaches_to_what_is_not_there_beyond_what_is_sensible_or_too_much()
    {
        (await _firm.SendAsync(new AttachFile(new(DocumentKind.Invoice, _bill.Id), "x.txt", Delivery))).Error.ShouldBe(AttachmentsErrors.DocumentUnknown, "it is a bill");
        (await _firm.SendAsync(new AttachFile(_bill, "x.txt", new byte[(20 * 1024 * 1024) + 1]))).Error.ShouldBe(AttachmentsErrors.TooLarge);
        for (var turn = 0; turn < Attachment.MostOfDocument; turn++)
            (await _firm.SendAsync(new AttachFile(_bill, $"{turn}.txt", Delivery))).Error.ShouldBeNull();

        (await _firm.SendAsync(new AttachFile(_bill, "more.txt", Delivery))).Error.ShouldBe(AttachmentsErrors.TooMany);
    }

    [Test]
    public async Task What_nothing_has_any_more_is_deleted_and_what_something_has_stays()
    {
        var (gone, kept) = (Encoding.UTF8.GetBytes($"gone {Guid.NewGuid()}"), Encoding.UTF8.GetBytes($"kept {Guid.NewGuid()}"));
        var detached = (await _firm.SendAsync(new AttachFile(_bill, "gone.txt", gone))).Value.Id;
        var first = (await _firm.SendAsync(new AttachFile(_bill, "kept.txt", kept))).Value.Id;
        var second = (await _firm.SendAsync(new AttachFile(_bill, "kept too.txt", kept))).Value.Id;
        var draft = await BillAsync(_firm);
        await _firm.SendAsync(new AttachFile(draft, "draft.txt", Encoding.UTF8.GetBytes($"draft {Guid.NewGuid()}")));
        var before = await NamesAsync();

        (await _firm.SendAsync(new DetachFile(detached))).Error.ShouldBeNull();
        (await _firm.SendAsync(new DetachFile(first))).Error.ShouldBeNull();
        (await _firm.SendAsync(new DeleteBill(new(draft.Id)))).Error.ShouldBeNull("files go with the document");
        await Store.WriteAsync($"{_firm.Id.Value:N}/{Guid.NewGuid():N}", gone, CancellationToken.None);
        await Sweep.SweepAsync(CancellationToken.None);
        (await NamesAsync()).Count.ShouldBe(before.Count + 1, "a backup of these days may still know them");
        await _app.Database.ScalarAsync("UPDATE files SET unused_since = unused_since - interval '8 days'");
        await Sweep.SweepAsync(CancellationToken.None);

        (await NamesAsync()).Count.ShouldBe(before.Count - 2 + 1, "the stray one is young: its request may not have ended");
        (await _firm.SendAsync(new GetAttachedFile(second))).Value.Content.ShouldBe(kept);
    }

    [Test]
    public async Task What_was_changed_in_the_store_is_refused_not_shown()
    {
        var id = (await _firm.SendAsync(new AttachFile(_bill, "delivery.txt", Encoding.UTF8.GetBytes($"{Guid.NewGuid()}")))).Value.Id;
        var name = await _app.Database.ScalarAsync($"SELECT replace(a.organization_id || '/' || a.file_id, '-', '') FROM attachments a WHERE a.id = '{id}'");
        var content = (await Store.ReadAsync($"{name}", CancellationToken.None))!;
        content[^1] ^= 1;
        await Store.WriteAsync($"{name}", content, CancellationToken.None);

        (await _firm.SendAsync(new GetAttachedFile(id))).Error.ShouldBe(AttachmentsErrors.Lost);
        await Store.DeleteAsync($"{name}", CancellationToken.None);
        (await _firm.SendAsync(new GetAttachedFile(id))).Error.ShouldBe(AttachmentsErrors.Lost);
    }

    [Test]
    public async Task A_note_is_read_by_all_and_deleted_by_who_wrote_it()
    {
        var (writer, other) = (await _firm.AddMemberAsync("accountant"), await _firm.AddMemberAsync("admin"));
        var rights = Role.Accountant.Permissions;
        var note = (await _firm.SendWithAsync(rights, new WriteNote(_bill, "  Ask for the delivery note. "), writer.Id)).Value.Id;

        var read = (await _firm.SendAsync(new ListNotes(new(_bill.Kind, _bill.Id), new PageRequest()), role: "viewer")).Value.Items.ShouldHaveSingleItem();
        (read.Text, read.WrittenBy).ShouldBe(("Ask for the delivery note.", writer.Email));
        (await _firm.SendWithAsync(rights, new DeleteNote(note), other.Id)).Error.ShouldBe(AttachmentsErrors.NotYours);
        (await _firm.SendAsync(new DeleteNote(note), role: "viewer")).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await _firm.SendWithAsync(rights, new DeleteNote(note), writer.Id)).Error.ShouldBeNull();
        (await _firm.SendAsync(new WriteNote(_bill, " "))).Error!.Code.ShouldBe("validation_error");
    }

    private IFileStore Store => _app.Services.GetRequiredService<IFileStore>();

    private FileSweep Sweep => ActivatorUtilities.CreateInstance<FileSweep>(_app.Services);

    private async Task<List<string>> NamesAsync() => await Store.ListAsync(CancellationToken.None).Select(one => one.Name).ToListAsync();

    private async Task<DocumentReference> BillAsync(TestOrganization firm)
    {
        var vendor = (await firm.SendAsync(new CreateVendor(new($"Yard {++_bills}")))).Value.Id;
        return new(DocumentKind.Bill, (await firm.SendAsync(new CreateBill(new(vendor, $"B-{_bills}", [new("Rope", 10)], new DateOnly(2026, 6, 1))))).Value.Id.Value);
    }
}
