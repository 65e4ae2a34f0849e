using System.Text;
using System.Text.Json;
using Financbase.Application.Access;
using Financbase.Domain.Organizations;
using Financbase.Domain.SharedKernel;
using Financbase.Infrastructure.Audit;

namespace Financbase.Infrastructure.Tests.Audit;

public sealed class AuditRowTests
{
    [Test]
    public void A_row_holds_so_many_changes_and_says_how_many_it_left_out()
    {
        var row = Row().With(Enumerable.Range(0, 150).Select(number => Change($"{number}", "x")));

        JsonElement.Parse(row.Changes).GetArrayLength().ShouldBe(AuditRow.MostChanges);
        row.Omitted.ShouldBe(50);
    }

    [Test]
    public void A_row_is_never_longer_than_its_bound_and_stays_whole_JSON()
    {
        var row = Row().With(Enumerable.Range(0, 90).Select(number => Change($"{number}", new string('x', 2_000))));

        row.Changes.Length.ShouldBeLessThanOrEqualTo(AuditRow.MostCharacters);
        (JsonElement.Parse(row.Changes).GetArrayLength() + row.Omitted).ShouldBe(90);
        row.Omitted.ShouldBeGreaterThan(0);
    }

    [Test]
    public void What_is_done_and_undone_in_one_command_is_not_told_and_what_is_done_twice_is_told_once()
    {
        var frame = new AuditFrame();
        frame.Add(Change("1", "new") with { Change = ChangeKind.Added });
        frame.Add(Change("2", "first"));
        frame.Add(new("thing", "2", "Later", ChangeKind.Changed, new Dictionary<string, AuditedField> { ["text"] = new(new("first"), new("second"), false) }));
        frame.Add(Change("1", "gone") with { Change = ChangeKind.Removed });

        var change = frame.Changes.ShouldHaveSingleItem();
        change.Label.ShouldBe("Later");
        change.ToJson()["fields"]!["text"]!.ToJsonString().ShouldBe("""{"before":"before","after":"second"}""");
    }

    // Put together here: an attribute's text cannot hold half a character.
    [Test]
    public void A_text_that_no_database_keeps_is_kept_all_the_same()
    {
        AuditText.Clean("a\0b", 100).ShouldBe("a\uFFFDb");
        AuditText.Clean("half " + (char)0xD800, 100).ShouldBe("half \uFFFD");
        AuditText.Clean((char)0xDC00 + " half", 100).ShouldBe("\uFFFD half");
        AuditText.Clean("whole \ud83d\ude00", 100).ShouldBe("whole \ud83d\ude00");
    }

    [Test]
    public void A_text_that_is_cut_within_a_character_is_still_text()
    {
        var cut = AuditText.Clean("ab\ud83d\ude00", 3)!;
        cut.ShouldBe("ab\uFFFD");
        Should.NotThrow(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(cut));
    }

    private static AuditRow Row() => new(EntityId.New<OrganizationId>(), DateTimeOffset.UnixEpoch, Principal.Platform, "test.do");

    private static AuditedChange Change(string id, string text) => new(
        "thing", id, null, ChangeKind.Changed, new Dictionary<string, AuditedField> { ["text"] = new(new("before"), new(text), false) });
}
